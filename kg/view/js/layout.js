// Places for what the reader asks for while the page is open: springs between what is joined, then boxes pushed apart.
// No random number: the same things get the same places. What the page opens on was laid out before, in Python.

const REST = 175;

// `things` and `pairs` are row numbers and pairs of them; `boxes` are widths and heights; the first thing stands in the middle.
export function placeThings(boxes, pairs) {
  const total = boxes.length;
  const x = new Float64Array(total);
  const y = new Float64Array(total);
  const step = Math.PI * (3 - Math.sqrt(5));
  for (let one = 1; one < total; one++) {
    const radius = 110 * Math.sqrt(one);
    x[one] = radius * Math.cos(one * step) * 1.25;
    y[one] = radius * Math.sin(one * step);
  }
  for (let round = 0; round < 260; round++) relax(x, y, pairs, 0.12 * (1 - round / 260) + 0.01);
  separate(x, y, boxes);
  return boxes.map((_, one) => ({ x: Math.round(x[one] - x[0]), y: Math.round(y[one] - y[0]) }));
}

function relax(x, y, pairs, heat) {
  const total = x.length;
  const dx = new Float64Array(total);
  const dy = new Float64Array(total);
  for (let one = 0; one < total; one++) {
    for (let other = one + 1; other < total; other++) {
      const gapX = x[one] - x[other] || 0.01;
      const gapY = y[one] - y[other] || 0.01;
      const push = (REST * REST) / (gapX * gapX + gapY * gapY);
      dx[one] += gapX * push;
      dy[one] += gapY * push;
      dx[other] -= gapX * push;
      dy[other] -= gapY * push;
    }
    dx[one] -= x[one] * 0.12;
    dy[one] -= y[one] * 0.2;
  }
  for (const [one, other] of pairs) {
    const gapX = x[one] - x[other];
    const gapY = y[one] - y[other];
    const pull = Math.hypot(gapX, gapY) / REST;
    dx[one] -= gapX * pull;
    dy[one] -= gapY * pull;
    dx[other] += gapX * pull;
    dy[other] += gapY * pull;
  }
  for (let one = 0; one < total; one++) {
    const length = Math.hypot(dx[one], dy[one]) || 1;
    const stride = Math.min(length * heat, REST * 2 * heat);
    x[one] += (dx[one] / length) * stride;
    y[one] += (dy[one] / length) * stride;
  }
}

function separate(x, y, boxes) {
  for (let round = 0; round < 150; round++) {
    let moved = false;
    for (let one = 0; one < boxes.length; one++) {
      for (let other = one + 1; other < boxes.length; other++) {
        const overX = (boxes[one].width + boxes[other].width) / 2 + 14 - Math.abs(x[one] - x[other]);
        const overY = (boxes[one].height + boxes[other].height) / 2 + 10 - Math.abs(y[one] - y[other]);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        if (overX < overY) {
          const half = (overX / 2) * (x[one] < x[other] ? -1 : 1);
          x[one] += half;
          x[other] -= half;
        } else {
          const half = (overY / 2) * (y[one] < y[other] ? -1 : 1);
          y[one] += half;
          y[other] -= half;
        }
      }
    }
    if (!moved) return;
  }
}
