// The page's data as the file holds it: JSON, deflated, in base64.

import { byId } from "./dom.js";

/**
 * The text that an element holds packed; the element lets go of it.
 * @param {string} id
 */
export async function unpacked(id) {
  const letters = atob(byId(id).textContent ?? "");
  byId(id).textContent = "";
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
