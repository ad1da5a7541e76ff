// Words as German makes them: half as long again, and a very long one wherever people or translators choose words.
() => {
  const long = "Rechtsschutzversicherungsgesellschaften";
  const longer = (word) => (word + word.toLowerCase()).slice(0, Math.max(13, word.length * 1.5));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) text.data = text.data.replace(/\p{L}{6,}/gu, longer);
  const chosen = "h1, h2, h3, .to, main .button, .tag, .meta, .who, label, legend, .banner p, .crumbs a, dd, .name span";
  for (const one of document.querySelectorAll(chosen)) {
    if (!one.querySelector("input, textarea, select, button")) one.append(` ${long}`);
  }
}
