// What is tapped and too low for a thumb; inside a label it is the label that is tapped.
(finger) => [...document.querySelectorAll("button, .button, .main a, .find, summary, select, input, .tabs a")]
  .filter((one) => one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [(one.closest("label") || one).getBoundingClientRect().height, one.outerHTML.slice(0, 120)])
  .filter(([height]) => height && height < finger - 0.5)
  .map(([height, what]) => `${height.toFixed(1)} px high: ${what}`)
