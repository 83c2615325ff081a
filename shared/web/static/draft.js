// Keeps what somebody has typed into <form data-draft="name"> on this device for a day, so that
// a closed page or an expired session loses no word. Fields marked data-draft-skip, passwords,
// files and hidden values are never kept; data-draft-kept="tab" (a kiosk) keeps it in this tab only.

const PREFIX = "jx-draft:";
const ONE_DAY = 24 * 3600 * 1000;

export function keepDrafts(root) {
  for (const done of root.querySelectorAll("[data-draft-done]")) forget(done.dataset.draftDone);
  for (const form of root.querySelectorAll("form[data-draft]")) keep(form);
}

function keep(form) {
  const store = form.dataset.draftKept === "tab" ? sessionStorage : localStorage;
  const key = PREFIX + form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  if (restore(form, read(store, key)) && note) note.hidden = false;
  form.querySelector("[data-draft-clear]")?.addEventListener("click", () => {
    store.removeItem(key);
    form.reset();
    note.hidden = true;
    keepable(form)[0]?.focus();
  });
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => write(store, key, form), 400);
  });
  addEventListener("pagehide", () => waiting && write(store, key, form));
}

function keepable(form) {
  return [...form.elements].filter((field) =>
    field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type)
    && !field.closest("[data-draft-skip]"));
}

function write(store, key, form) {
  const values = {};
  for (const field of keepable(form)) {
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.checked) (values[field.name] ??= []).push(field.value);
    } else if (field.value) values[field.name] = [field.value];
  }
  try {
    store.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Storage is full or forbidden: the page works on, without a draft.
  }
}

function read(store, key) {
  try {
    const draft = JSON.parse(store.getItem(key));
    return draft && Date.now() - draft.at < ONE_DAY ? draft.values : {};
  } catch {
    return {};
  }
}

// Fills only what is empty: what the server sent back after an error is newer than the draft.
function restore(form, values) {
  const fields = keepable(form);
  const untouched = (field) => field.type === "radio" || field.type === "checkbox"
    ? !fields.some((other) => other.name === field.name && other.checked)
    : field.tagName === "SELECT" || !field.value;
  const open = fields.filter((field) => field.name in values && untouched(field));
  for (const field of open) {
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = values[field.name].includes(field.value);
    } else {
      field.value = values[field.name][0];
      field.dispatchEvent(new Event("input"));
    }
  }
  return open.length > 0;
}

function forget(name) {
  localStorage.removeItem(PREFIX + name);
  sessionStorage.removeItem(PREFIX + name);
}
