// What pointer and keyboard do.

const announce = (text) => {
  document.getElementById("said").textContent = text;
};

const DEEDS = {
  lang(value) {
    if (value === state.lang) return;
    const route = state.route;
    delete route.query.lang;
    state.lang = value;
    const query = Object.keys(route.query).map((k) => k + "=" + encodeURIComponent(route.query[k]));
    if (value !== TEXTS.lang) query.push("lang=" + value);
    history.replaceState(
      null,
      "",
      "#/" + route.path.map(encodeURIComponent).join("/") + (query.length ? "?" + query.join("&") : ""),
    );
    route.hash = location.hash;
    const typed = document.getElementById("search").value;
    document.getElementById("head").innerHTML = markup(head());
    document.getElementById("search").value = typed;
    document.querySelector('[data-do="lang"][data-value="' + value + '"]').focus({ preventScroll: true });
    redraw();
  },
  print() {
    window.print();
  },
  keys() {
    openKeys();
  },
  "keys-close"() {
    closeKeys(true);
  },
  "keys-switch"() {
    state.shortcuts = !state.shortcuts;
    openKeys();
  },
  fold(name) {
    const key = routeName() + "|" + name;
    state.open[key] = !state.open[key];
    redraw();
  },
  more(value) {
    const [name, shown] = value.split("|");
    state.shown[routeName() + "|" + name] = Number(shown);
    redraw();
  },
  skip() {
    document.getElementById("main").focus();
  },
  cited() {
    state.onlyCited = !state.onlyCited;
    redraw();
  },
  unmark() {
    state.marked = null;
    redraw();
  },
  async mark(value) {
    const [c, which] = value.split("|").map(Number);
    markClause(await detailShown(), c, which);
    announce(t("order.marked", { n: state.marked.acts.size }));
    if (await redraw()) showMarked("act");
  },
  async act(value) {
    const key = routeName() + "|act" + value;
    state.open[key] = !state.open[key];
    markAct(await detailShown(), Number(value));
    await redraw();
  },
};

const detailShown = () => particulars(figures.numbers[orderOf(state.route.path.slice(1))]);

function onClick(event) {
  const at = event.target.closest("[data-do], a[href^='#/'], tr[data-row], .sentence");
  if (!event.target.closest(".search")) closeFound();
  if (!at) return;
  if (at.dataset.do) {
    if (at.tagName === "A") event.preventDefault();
    DEEDS[at.dataset.do](at.dataset.value);
  } else if (at.classList.contains("sentence")) {
    const grounds = at.querySelector("[data-do=mark]");
    if (grounds && !String(window.getSelection())) DEEDS.mark(grounds.dataset.value);
  } else if (at.tagName === "TR") {
    const first = at.querySelector("a");
    if (first && !String(window.getSelection())) first.click();
  } else {
    leftBy = "link";
    if (at.getAttribute("href") === location.hash) go(); // the same page again: back to its marks
  }
}

/** The next or previous row from the one that has the focus. */
function step(by) {
  const rows = [...document.querySelectorAll("#main [data-row]")].filter((row) => row.getClientRects().length);
  if (!rows.length) return;
  const at = document.activeElement && document.activeElement.closest("[data-row]");
  const i = rows.indexOf(at);
  const row = rows[i < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, i + by))];
  const target = row.matches("a, button") ? row : row.querySelector("a, button") || row;
  if (target === row && !row.matches("a, button")) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "Escape") return escape(typing);
  if (typing) {
    if (event.key === "ArrowDown") focusFound(event, 0);
    return;
  }
  if (event.target.dataset && "found" in event.target.dataset && /^Arrow(Up|Down)$/.test(event.key))
    return focusFound(event, event.key === "ArrowDown" ? 1 : -1);
  if (event.ctrlKey || event.metaKey || event.altKey || !state.shortcuts) return;
  if (event.key === "j" || event.key === "J") step(1);
  else if (event.key === "k" || event.key === "K") step(-1);
  else if (event.key === "?") openKeys();
  else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search").focus();
  }
}

function focusFound(event, by) {
  const links = [...document.querySelectorAll("[data-found]")];
  if (!links.length) return;
  event.preventDefault();
  const i = links.indexOf(event.target) + by;
  if (i < 0) document.getElementById("search").focus();
  else links[Math.min(links.length - 1, i)].focus();
}

/** Esc closes what is open, empties the search, or goes back. */
function escape(typing) {
  if (document.querySelector("#overlay .dialog")) return closeKeys(true);
  const search = document.getElementById("search");
  if (document.getElementById("found").innerHTML || typing) {
    search.value = "";
    closeFound();
    return search.blur();
  }
  if (state.marked) return DEEDS.unmark();
  if (state.route.path.length) {
    leftBy = "link";
    location.hash = href();
  }
}

let focusBefore = null;

function openKeys() {
  const rows = [
    ["J K", "keys.jk"],
    ["Enter", "keys.enter"],
    ["Esc", "keys.esc"],
    ["/", "keys.slash"],
    ["?", "keys.question"],
  ];
  focusBefore = focusBefore || document.activeElement;
  document.getElementById("overlay").innerHTML = markup(
    html`<div class="shade"></div>
      <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="keys-title">
        <h2 id="keys-title">${t("keys.title")}</h2>
        <dl>
          ${rows.map(
            ([key, text]) =>
              html`<dt><kbd>${key}</kbd></dt>
                <dd>${t(text)}</dd>`,
          )}
        </dl>
        <p>${t(state.shortcuts ? "keys.on" : "keys.off")}</p>
        <p class="dialog-buttons">
          ${button("keys-switch", "", t(state.shortcuts ? "keys.turn_off" : "keys.turn_on"))}
          ${button("keys-close", "", t("keys.close"))}
        </p>
      </div>`,
  );
  document.querySelector('[data-do="keys-close"]').focus();
}

function closeKeys(refocus) {
  const overlay = document.getElementById("overlay");
  if (!overlay.innerHTML) return;
  overlay.innerHTML = "";
  if (refocus && focusBefore && focusBefore.isConnected) focusBefore.focus();
  focusBefore = null;
}

/** The dialog keeps the focus: its two buttons follow each other. */
function keepInDialog(event) {
  const dialog = document.querySelector("#overlay .dialog");
  if (event.key !== "Tab" || !dialog) return;
  const buttons = [...dialog.querySelectorAll("button")];
  const i = buttons.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
  event.preventDefault();
  buttons[(i + buttons.length) % buttons.length].focus();
}
