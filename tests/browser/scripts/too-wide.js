// What makes the page wider than the screen: how wide it is, and the innermost elements that stick out.
() => {
  const page = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  if (page.scrollWidth <= width) return [];
  const sticks = (element) => {
    const { left, right } = element.getBoundingClientRect();
    return right > width + 0.5 || left < -0.5;
  };
  const inner = (element) => ![...element.children].some(sticks);
  const found = [...document.body.querySelectorAll("*")].filter((one) => sticks(one) && inner(one));
  return [`${page.scrollWidth} px wide`, ...found.map((one) => one.outerHTML.slice(0, 120))];
}
