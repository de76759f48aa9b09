// Elements of the page. Text always becomes a text node: nothing here, or anywhere in the page, parses markup.

/** @type {(id: string) => PageElement} */
export const byId = (id) => /** @type {any} */ (document.getElementById(id));

/**
 * el("a", {class: "name", href: "#", on: {click}}, "text", child): an element with attributes, listeners and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  fill(element, ...children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element[] | string[]} children
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Give an element these children, lists of them too, and none for what is not there.
 * @param {Element} element
 * @param {Child[]} children
 */
export function fill(element, ...children) {
  element.replaceChildren(.../** @type {any[]} */ (children).flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

// Characters that turn the direction of what follows them, or that have no shape at all.
export const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// A text cut to `limit` characters for a narrow place, without what could disturb its neighbours.
/** @type {(text: string, limit: number) => string} */
export function short(text, limit) {
  const clean = text.slice(0, limit * 4).replace(INVISIBLE, " ").replace(/\s+/g, " ").trim();
  const letters = Array.from(clean);
  return letters.length > limit ? letters.slice(0, limit - 1).join("").trimEnd() + "…" : clean;
}

export function say(text) {
  byId("status").textContent = text;
}

export const count = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
