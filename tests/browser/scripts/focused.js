// Where the focus is: whether it can be seen there, is not covered by the bars at the edges, and is marked.
(to) => {
  const one = document.activeElement;
  const place = one.closest("label") || one;
  const { left, top, width, height } = place.getBoundingClientRect();
  const inView = (at, size, most) => Math.min(Math.max(at + Math.min(size, 40) / 2, 0), most - 1);
  const met = document.elementFromPoint(inView(left, width, innerWidth), inView(top, height, innerHeight));
  const marked = [one, place].map((part) => getComputedStyle(part))
    .some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  return {
    there: one === document.querySelector(to),
    seen: height > 0 && Boolean(met) && place.contains(met),
    marked,
    what: one.outerHTML.slice(0, 120),
  };
}
