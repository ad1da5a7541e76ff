// What points to something that is not on the page: shapes of icons, places to jump to.
() => [...document.querySelectorAll("use, a[href^='#']")]
  .filter((one) => !document.getElementById(one.getAttribute("href").slice(1)))
  .map((one) => one.outerHTML.slice(0, 120))
