// Puts an editor in the place of textarea[data-rich-text]. The text area stays in the form and
// holds what is sent: what stood there, until something is written, and then markup, which the
// server cleans. If the editor cannot be loaded, the text area is simply typed into.

const script = document.getElementById("rich-text-script");
const bar = document.getElementById("rich-text-bar");
const dialog = document.getElementById("rich-text-link");
const ALLOWED = /^(https?:\/\/|mailto:)\S+$/i;

const askForAddress = (before) =>
  new Promise((resolve) => {
    const field = dialog.querySelector("input");
    const error = dialog.querySelector("[role=alert]");
    const form = dialog.querySelector("form");
    field.value = before;
    error.hidden = true;
    const check = (event) => {
      const typed = field.value.trim();
      if (event.submitter?.value === "take" && typed && !ALLOWED.test(typed)) {
        event.preventDefault();
        error.hidden = false;
        field.focus();
      }
    };
    form.addEventListener("submit", check);
    dialog.addEventListener(
      "close",
      () => {
        form.removeEventListener("submit", check);
        resolve(dialog.returnValue === "take" ? field.value.trim() : null);
      },
      { once: true },
    );
    dialog.returnValue = "";
    dialog.showModal();
    field.focus();
  });

const link = async (editor) => {
  const href = await askForAddress(editor.getAttributes("link").href ?? "");
  const chain = editor.chain().focus();
  if (href === null) {
    chain.run();
  } else if (!href) {
    chain.extendMarkRange("link").unsetLink().run();
  } else if (editor.state.selection.empty && !editor.isActive("link")) {
    const mark = { type: "link", attrs: { href } };
    chain.insertContent({ type: "text", text: href, marks: [mark] }).run();
  } else {
    chain.extendMarkRange("link").setLink({ href }).run();
  }
};

const ACTS = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  heading2: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  heading3: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  blockquote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
  link,
};

// What is pasted brings styles and scripts along; they would go anyhow, but not without a report.
const plainer = (html) =>
  html
    .replace(/<(script|style|iframe|object|template)\b[\s\S]*?(<\/\1\s*>|$)/gi, "")
    .replace(/<[^>]*>?/g, (tag) =>
      tag.replace(/[\s/"'](on\w+|style|src\w*)\s*=\s*("[^"]*"?|'[^']*'?|[^\s>]*)/gi, " "),
    );

const isOn = (editor, act) => {
  const level = act.match(/^heading(\d)$/)?.[1];
  return level ? editor.isActive("heading", { level: Number(level) }) : editor.isActive(act);
};

const serveBar = (box, editor) => {
  const buttons = [...box.querySelectorAll("[data-act]")];
  const show = () => {
    buttons.forEach((button) => {
      if (button.hasAttribute("aria-pressed")) {
        button.setAttribute("aria-pressed", String(isOn(editor, button.dataset.act)));
      }
    });
  };
  const reach = (at) => {
    buttons.forEach((button, place) => {
      button.tabIndex = place === at ? 0 : -1;
    });
  };
  buttons.forEach((button, place) => {
    button.addEventListener("click", () => {
      reach(place);
      ACTS[button.dataset.act](editor);
    });
    // One stop for the tab key; arrows lead along the bar.
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = (place + step + buttons.length) % buttons.length;
        reach(next);
        buttons[next].focus();
        event.preventDefault();
      }
    });
  });
  reach(0);
  editor.on("transaction", show);
  show();
};

const named = (textarea) => {
  const label = textarea.labels[0];
  const attributes = { role: "textbox", "aria-multiline": "true", class: "press-editor__words" };
  if (label) {
    label.id ||= `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
  }
  // The hint tells of signs to type, which nobody needs here; errors are told.
  const hint = document.getElementById(`${textarea.id}_helptext`);
  if (hint) {
    hint.hidden = true;
  }
  const described = (textarea.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id && id !== hint?.id);
  if (described.length) {
    attributes["aria-describedby"] = described.join(" ");
  }
  if (textarea.getAttribute("aria-invalid")) {
    attributes["aria-invalid"] = "true";
  }
  if (textarea.lang) {
    attributes.lang = textarea.lang;
  }
  return { attributes, label };
};

const begin = (textarea, prose) => {
  const box = bar.content.firstElementChild.cloneNode(true);
  const { attributes, label } = named(textarea);
  const { id } = textarea;
  textarea.before(box);
  const editor = new prose.Editor({
    element: box.querySelector(".press-editor__text"),
    content: textarea.dataset.markup,
    injectCSS: false, // its rules stand in press.css, since the content policy lets no other in
    extensions: [
      prose.Document,
      prose.Paragraph,
      prose.Text,
      prose.HardBreak,
      prose.Heading.configure({ levels: [2, 3] }),
      prose.Bold,
      prose.Italic,
      prose.BulletList,
      prose.OrderedList,
      prose.ListItem,
      prose.Blockquote,
      prose.Link.configure({ enableTarget: false, autolink: false, linkOnPaste: false }),
      prose.History,
    ],
    editorProps: { attributes: { ...attributes, id }, transformPastedHTML: plainer },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // Links to the field, such as those of the list of errors, lead to what is seen.
  textarea.id = `${id}_sent`;
  textarea.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
  serveBar(box, editor);
  return { editor, textarea, sent: textarea.value };
};

// What the browser had kept is filled into the text areas; the editors follow.
const takeOver = ({ editor, textarea, sent }) => {
  if (textarea.value !== sent && textarea.value.startsWith("<")) {
    editor.commands.setContent(textarea.value, { emitUpdate: false });
  }
};

const prose = await import(script.dataset.editor);
const begun = [...document.querySelectorAll("textarea[data-rich-text]")].map((textarea) =>
  begin(textarea, prose),
);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keep-accept]")) {
    begun.forEach(takeOver);
  }
});
document.documentElement.dataset.editors = String(begun.length);
