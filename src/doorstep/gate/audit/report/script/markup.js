// Markup made of texts: everything that comes from the data is escaped here, and nowhere else.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (value) => String(value).replace(/[&<>"']/g, (c) => ESCAPES[c]);

/** Markup of a value: texts are escaped, markup and lists of it stay, null and false are nothing. */
function markup(value) {
  if (value === null || value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map(markup).join("");
  return typeof value === "object" ? value.html : escaped(value);
}

/** @returns {Markup} */
function html(pieces, ...values) {
  return { html: pieces.reduce((text, piece, i) => text + markup(values[i - 1]) + piece) };
}

/** A link inside the page that keeps the language. */
function href(...path) {
  const last = path[path.length - 1];
  const query = typeof last === "object" ? path.pop() : {};
  const pairs = Object.keys(query).map((k) => k + "=" + encodeURIComponent(query[k]));
  if (state.lang !== TEXTS.lang) pairs.push("lang=" + state.lang);
  return (
    "#/" + path.map(encodeURIComponent).join("/").replace(/%2F/g, "/") + (pairs.length ? "?" + pairs.join("&") : "")
  );
}

function link(to, text, className) {
  return html`<a href="${to}" class="${className || ""}">${text}</a>`;
}

/** A button that does `act` (see section 13) with `value`. */
function button(act, value, text, more) {
  const { className = "button", attributes = "" } = more || {};
  return html`<button type="button" class="${className}" data-do="${act}" data-value="${value}" ${{ html: attributes }}>
    ${text}
  </button>`;
}

const routeName = () => (state.route ? state.route.path.join("/") : "");
const isOpen = (name, byItself) => !!state.open[routeName() + "|" + name] !== !!byItself;

/** A button that folds and unfolds `name`; whether it is open now is asked with isOpen. */
function fold(name, closedText, openText, className, byItself) {
  const open = isOpen(name, byItself);
  return button("fold", name, open ? openText : closedText, {
    className: className || "plain",
    attributes: 'aria-expanded="' + open + '"',
  });
}

/** The first rows of a long list, and a button for more. */
function page(name, rows, size, draw, text) {
  const shown = state.shown[routeName() + "|" + name] || size;
  const rest = rows.length - shown;
  return {
    rows: rows.slice(0, shown).map(draw),
    more:
      rest > 0
        ? html`<p class="more">
            ${button("more", name + "|" + (shown + size * 4), t(text || "rows.more", { n: Math.min(rest, size * 4) }))}
          </p>`
        : "",
  };
}
