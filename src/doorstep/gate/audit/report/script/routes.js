// Which page the address means, drawing it, and coming back to where one was.

function readRoute() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch (_) {
      return text;
    }
  };
  const route = { path: path.split("/").filter(Boolean).map(decoded), query: {} };
  (query || "")
    .split("&")
    .filter(Boolean)
    .forEach((pair) => {
      const [name, value] = pair.split("=");
      route.query[name] = decoded(value || "");
    });
  return route;
}

/** The page of a route, as markup. */
async function draw({ path, query }) {
  const [name, ...rest] = path;
  if (!name) return overview("clauses");
  if (["people", "areas", "days"].includes(name)) return overview(name);
  if (name === "order") return orderPage(orderOf(rest), clauseOf(rest));
  if (name === "clause") return clausePage(rest.join("/"));
  if (name === "orders") return listPage(query);
  if (name === "rejected") return rejectedPage(query);
  if (name === "unjudged") return unjudgedPage();
  return nothing(t("page.none"));
}

// An order's number may hold a slash itself; the clause, if any, is the last two pieces.
const clauseOf = (rest) =>
  rest.length > 2 && figures.clauses[rest.slice(-2).join("/")] !== undefined ? rest.slice(-2).join("/") : "";
const orderOf = (rest) => (clauseOf(rest) ? rest.slice(0, -2) : rest).join("/");

let drawing = 0;

/** Draw the page anew in its place: what had the focus has it again, and nothing scrolls. */
async function redraw() {
  const turn = ++drawing;
  let page;
  try {
    page = await draw(state.route);
  } catch (error) {
    console.error(error);
    page = html`<p class="too-old">${t("damaged")}</p>`;
  }
  if (turn !== drawing) return false;
  const main = document.getElementById("main");
  const focus = focusPlace();
  const pane = document.getElementById("timeline");
  const scrolled = pane ? pane.scrollTop : 0;
  main.innerHTML = markup(page);
  const drawn = document.getElementById("timeline");
  if (drawn) drawn.scrollTop = scrolled;
  setTitles();
  restoreFocus(focus);
  return true;
}

function setTitles() {
  const heading = document.querySelector("#main h1");
  const name = heading ? heading.textContent.replace(/\s+/g, " ").trim() : "";
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = name && name !== t("title") ? name + " · " + t("title") : t("title");
  document.getElementById("print-head").textContent = [
    name !== t("title") ? name : "",
    t("title"),
    t("as_of", { at: moment(core.as_of) }),
    versions(),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The standards with their versions that a printed page speaks of, where its heading does not name them already. */
function versions() {
  const [page, ...rest] = state.route.path;
  const index = page === "order" ? figures.numbers[orderOf(rest)] : undefined;
  const own = index === undefined ? core.standards.map((_, s) => s) : order(index).kinds.map(([s]) => s);
  return page === "clause" || own.length > 3 ? "" : own.map(standardName).join(t("value.separator"));
}

function focusPlace() {
  const at = document.activeElement;
  return at && at.closest && at.closest("#main") && at.dataset && at.dataset.do
    ? [at.dataset.do, at.dataset.value]
    : null;
}

function restoreFocus(place) {
  if (!place) return;
  const again = [...document.querySelectorAll("#main [data-do]")].find(
    (one) => one.dataset.do === place[0] && one.dataset.value === place[1],
  );
  if (again) again.focus({ preventScroll: true });
}

const scrolls = Object.create(null); // where each page was scrolled to when it was left
let leftBy = "history";

async function go() {
  const before = state.route;
  if (before) scrolls[before.hash] = window.scrollY;
  const route = readRoute();
  route.hash = location.hash;
  const lang = route.query.lang === "zh" || route.query.lang === "en" ? route.query.lang : TEXTS.lang;
  const sameOrder =
    before &&
    before.path[0] === "order" &&
    route.path[0] === "order" &&
    orderOf(before.path.slice(1)) === orderOf(route.path.slice(1));
  state.route = route;
  state.marked = null;
  state.arriving = true;
  if (!sameOrder) state.onlyCited = false;
  if (lang !== state.lang || !before) {
    state.lang = lang;
    document.getElementById("head").innerHTML = markup(head());
  } else
    document
      .getElementById("head")
      .querySelectorAll("a")
      .forEach((a) => {
        if (a.closest(".report-title")) a.href = href();
      });
  closeFound();
  closeKeys();
  if (!(await redraw())) return;
  const forward = leftBy === "link";
  leftBy = "history";
  if (state.marked) return showMarked("clause");
  window.scrollTo(0, forward ? 0 : scrolls[route.hash] || 0);
  const heading = document.querySelector("#main h1");
  if (before && heading) heading.focus({ preventScroll: true });
}

/** Bring what is marked into view: the acts on the left, and the clause on the right when it was not the one pressed. */
function showMarked(side) {
  const clause = document.querySelector(".ruling.marked");
  const act = document.querySelector(".act.marked");
  const pane = document.getElementById("timeline");
  if (side === "clause" && clause) {
    clause.scrollIntoView({ block: "center" });
    const at = clause.querySelector("button");
    if (at) at.focus({ preventScroll: true });
  }
  if (act && pane && pane.scrollHeight > pane.clientHeight + 4) {
    pane.scrollTop += act.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
}
