// Keeps what is typed into form[data-keep] in this browser, so that nothing is lost when the
// session ends or the network fails. Hidden fields and passwords are never kept. The copy is
// forgotten when the server says that it has the text ([data-kept="form id"] on the next page),
// when the person discards it, when they sign out (form[data-keep-clear]), and after two weeks.
"use strict";

(() => {
  const INTERVAL = 2000;
  const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;
  const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
  let signedOut = false;
  const user = document.documentElement.dataset.user;
  const prefix = `querschnitt:${user}:`;
  const sentKey = "querschnitt:sent";

  let store;
  let session;
  try {
    store = window.localStorage;
    session = window.sessionStorage;
  } catch {
    return; // Storage is switched off; the pages work without it.
  }
  if (!user || !store || !session) {
    return;
  }

  const keyOf = (form) => `${prefix}${location.pathname}:${form.id}`;

  const controlsOf = (form) =>
    [...form.elements].filter((control) => control.name && !SKIPPED.has(control.type));

  const valuesOf = (form) =>
    controlsOf(form).flatMap((control) => {
      if (control.type === "checkbox" || control.type === "radio") {
        return control.checked ? [[control.name, control.value]] : [];
      }
      if (control.type === "select-multiple") {
        return [...control.selectedOptions].map((option) => [control.name, option.value]);
      }
      return control.type ? [[control.name, control.value]] : [];
    });

  const fill = (form, values) => {
    const kept = new Map();
    values.forEach(([name, value]) => kept.set(name, [...(kept.get(name) ?? []), value]));
    controlsOf(form).forEach((control) => {
      const own = kept.get(control.name) ?? [];
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = own.includes(control.value);
      } else if (control.type === "select-multiple") {
        [...control.options].forEach((option) => {
          option.selected = own.includes(option.value);
        });
      } else if (own.length) {
        control.value = own.shift();
      }
    });
  };

  const read = (key) => {
    try {
      const kept = JSON.parse(store.getItem(key));
      return Array.isArray(kept?.values) ? kept : null;
    } catch {
      return null;
    }
  };

  const write = (key, values) => {
    try {
      store.setItem(key, JSON.stringify({ at: Date.now(), values }));
    } catch {
      // The browser's room for kept entries is full; typing must go on.
    }
  };

  const forgetSaved = () => {
    const sent = session.getItem(sentKey);
    document.querySelectorAll("[data-kept]").forEach((answer) => {
      const ids = answer.dataset.kept.split(" ");
      if (sent && ids.some((id) => sent.startsWith(prefix) && sent.endsWith(`:${id}`))) {
        store.removeItem(sent);
      }
    });
    session.removeItem(sentKey);
  };

  const offer = (form, kept, begin) => {
    const template = document.getElementById("keep-offer");
    if (!template) {
      begin();
      return;
    }
    const status = document.createElement("div");
    status.setAttribute("role", "status");
    form.before(status);
    status.append(template.content.cloneNode(true));
    const time = status.querySelector("[data-keep-time]");
    const at = new Date(kept.at);
    time.dateTime = at.toISOString();
    time.textContent = at.toLocaleString(document.documentElement.lang, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    const close = () => {
      status.remove();
      begin();
      controlsOf(form)[0]?.focus();
    };
    status.querySelector("[data-keep-accept]").addEventListener("click", () => {
      fill(form, kept.values);
      close();
    });
    status.querySelector("[data-keep-discard]").addEventListener("click", () => {
      store.removeItem(keyOf(form));
      close();
    });
  };

  const watch = (form) => {
    const key = keyOf(form);
    let timer;
    let touched = false;
    let last = JSON.stringify(valuesOf(form));
    // While the offer stands, the older entries are not overwritten by new typing.
    let waiting = false;

    const save = () => {
      clearTimeout(timer);
      timer = undefined;
      const values = valuesOf(form);
      const now = JSON.stringify(values);
      if (touched && !waiting && !signedOut && now !== last) {
        last = now;
        write(key, values);
      }
    };
    form.addEventListener("input", () => {
      touched = true;
      timer ??= setTimeout(save, INTERVAL);
    });
    form.addEventListener("submit", () => {
      save();
      session.setItem(sentKey, key);
    });
    window.addEventListener("pagehide", save);

    const kept = read(key);
    if (kept && JSON.stringify(kept.values) !== last) {
      waiting = true;
      offer(form, kept, () => {
        waiting = false;
        save();
      });
    }
  };

  const ownKeys = () => Object.keys(store).filter((key) => key.startsWith(prefix));

  const forgetOld = () => {
    ownKeys()
      .filter((key) => !(read(key)?.at > Date.now() - TWO_WEEKS))
      .forEach((key) => store.removeItem(key));
  };

  const forgetEverything = () => {
    signedOut = true; // leaving the page must not keep anything again
    ownKeys().forEach((key) => store.removeItem(key));
  };

  forgetSaved();
  forgetOld();
  document.querySelectorAll("form[data-keep]").forEach(watch);
  document.querySelectorAll("form[data-keep-clear]").forEach((form) => {
    form.addEventListener("submit", forgetEverything);
  });
})();
