// What is typed in a form marked data-draft="name" is kept in this tab until it has been sent, and comes back after a
// reload, a crash or signing in again. Only in this tab, only for this member; never passwords, files or hidden fields.
(() => {
  let store;
  try { store = sessionStorage; } catch { return; }
  const mine = `draft ${document.body.dataset.member} `;
  const sent = "sent";
  const keyOf = (form) => mine + form.dataset.draft;
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && !/^(hidden|password|file|submit|button|fieldset)$/.test(field.type));

  const save = (form) => {
    const values = kept(form).flatMap((field) => {
      if (field.options) return [...field.selectedOptions].map((option) => [field.name, option.value]);
      return !/radio|checkbox/.test(field.type) || field.checked ? [[field.name, field.value]] : [];
    });
    try { store.setItem(keyOf(form), JSON.stringify(values)); } catch { /* full: the page itself still has it */ }
  };

  const restore = (form) => {
    const saved = store.getItem(keyOf(form));
    if (!saved) return;
    const values = JSON.parse(saved);
    for (const field of kept(form)) {
      const had = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.options) for (const option of field.options) option.selected = had.includes(option.value);
      else if (/radio|checkbox/.test(field.type)) field.checked = had.includes(field.value);
      else if (had.length) field.value = had[0];
    }
  };

  // Drafts of somebody else who used this tab.
  for (const key of Object.keys(store)) if (key.startsWith("draft ") && !key.startsWith(mine)) store.removeItem(key);

  // A form that was sent and is not on this page again has been taken, unless this page says that something went wrong.
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const waiting = JSON.parse(store.getItem(mine + sent) || "[]");
  if (!document.body.hasAttribute("data-keep")) {
    for (const key of waiting) if (!forms.some((form) => keyOf(form) === key)) store.removeItem(key);
    store.removeItem(mine + sent);
  }
  forms.forEach(restore);

  addEventListener("input", ({ target }) => {
    if (target.form?.dataset.draft) save(target.form);
  });
  addEventListener("submit", (event) => {
    if (/\/logout\//.test(event.target.action)) store.clear();
    else if (event.target.dataset.draft && !event.defaultPrevented) {
      store.setItem(mine + sent, JSON.stringify([...waiting, keyOf(event.target)]));
    }
  });
  addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig.elt.closest?.("form[data-draft]");
    if (!form || !detail.successful) return;
    store.removeItem(keyOf(form));
    // The answer may have been the same form with other words in it, still to be sent.
    const next = [...document.querySelectorAll("form[data-draft]")].find((other) => keyOf(other) === keyOf(form));
    if (next && next !== form) save(next);
  });
})();
