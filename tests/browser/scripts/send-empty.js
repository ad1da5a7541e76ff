// Send the first form that asks for words, without any; false where there is none. `submit()` asks neither the
// browser's own checks nor our scripts, so that the form comes back from the server.
(send) => {
  const typed = ["text", "search", "email", "password", "number", "date", "time"].map((type) => `[type=${type}]`);
  const wanted = `:is(textarea, input:is(${typed.join()}))[required]`;
  const form = [...document.querySelectorAll("main form[method=post]")].find((one) => one.querySelector(wanted));
  if (form && send) {
    form.querySelectorAll(wanted).forEach((field) => { field.value = ""; });
    const button = form.querySelector("button[name]:not([type=button])");
    if (button) form.append(Object.assign(document.createElement("input"), { name: button.name, value: button.value }));
    form.submit();
  }
  return Boolean(form);
}
