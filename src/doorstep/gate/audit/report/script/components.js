// What several pages show alike: verdicts, shares, the names of things.

const VERDICTS = ["breached", "pending", "met"];
const glyph = (verdict) => html`<svg class="glyph" aria-hidden="true"><use href="#g-${verdict}" /></svg>`;

/** A verdict in shape, word and colour, with a count where given. */
function chip(verdict, count) {
  return html`<span class="chip ${verdict} ${count === 0 ? "none" : ""}"
    >${glyph(verdict)}<span
      >${t("verdict." + verdict)}${count === undefined ? "" : html` <b>${number(count)}</b>`}</span
    ></span
  >`;
}

/** The small form: shape and count, the word for readers only. */
function smallChip(verdict, text) {
  return html`<span class="chip small ${verdict}"
    >${glyph(verdict)}<span class="visually-hidden">${t("verdict." + verdict)} </span><span>${text}</span></span
  >`;
}

function incomplete(row) {
  return row.lost
    ? html`<a class="warn" href="${href("rejected", { order: row.id })}"
        ><span aria-hidden="true">! </span>${t("incomplete.lost", { n: row.lost })}</a
      >`
    : "";
}

const unitWord = (clause) => say(core.standards[clause.s].unit);

/** A unit's word beside a number: English says more than one with an s. */
function unitsWord(pair, n) {
  const word = say(pair);
  return state.lang === "en" && n !== 1 && !word.endsWith("s") ? word + "s" : word;
}
const personName = (index) => (index >= 0 ? core.people[index] : t("nobody"));
const areaName = (index) => (index >= 0 ? core.areas[index] : t("nowhere"));
const standardName = (s) =>
  say(core.standards[s].title) + (core.standards[s].version ? " " + core.standards[s].version : "");
const kindsOf = (row) => [...new Set(row.kinds.map(([, kind]) => say(core.kinds[kind])))].join(" · ");

function backLink() {
  return link(href(), html`<span aria-hidden="true">‹ </span>${t("up.overview")}`, "back");
}

function title(text) {
  return html`<h1 tabindex="-1">${text}</h1>`;
}

/** How many of how many orders, and of units where the clause goes by units. */
function shares(clause) {
  const whole = clause.b.length + clause.p.length + clause.m.length;
  const u = clause.u;
  return html`<span class="pair"
      ><b>${t("share.orders", { part: number(clause.b.length), whole: number(whole) })}</b>${
        u
          ? html`<span class="units">
              ·
              ${t("share.units", { part: number(u[0]), whole: number(u[0] + u[1] + u[2]), unit: unitsWord(core.standards[clause.s].unit, u[0] + u[1] + u[2]) })}</span
            >`
          : ""
      }</span
    ><span class="percent">${percent(clause.b.length, whole)}</span>`;
}

function clauseRow(c, most) {
  const clause = core.clauses[c];
  const whole = clause.b.length + clause.p.length + clause.m.length;
  return html`<li>
    <a class="clause-row" data-row href="${href("clause", clauseKey(clause))}">
      <span class="no">${clause.n}</span><span class="duty">${say(clause.t)}</span>
      <span class="bar" aria-hidden="true"
        ><i style="width:${whole ? Math.max(2, (100 * clause.b.length) / most) : 0}%"></i
      ></span>
      ${shares(clause)}<span class="go" aria-hidden="true">›</span></a
    >
  </li>`;
}
