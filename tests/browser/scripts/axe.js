// Run axe; only the rules that are named, if any are.
(only) => axe.run(document, {
  resultTypes: ["violations"],
  preload: false,
  ...(only.length ? { runOnly: only } : {}),
}).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, html, failureSummary }) =>
  [impact, id, target.join(" "), html.slice(0, 160), (failureSummary || "").replaceAll("\n", " ")])))
