// Lists that a figure opens: orders, rows that were not imported, clauses without the words of a call.

/** The orders that a figure stands for. `query` says which; see the heading that it gets. */
function listPage(query) {
  let list = core.orders.map((_, i) => i);
  const heading = [];
  const c = query.clause !== undefined ? figures.clauses[query.clause] : undefined;
  const verdict = VERDICTS.indexOf(query.verdict);
  if (c !== undefined) {
    const clause = core.clauses[c];
    list =
      verdict >= 0 ? [clause.b, clause.p, clause.m][verdict] : [...new Set([...clause.b, ...clause.p, ...clause.m])];
    heading.push(html`${clause.n} ${say(clause.t)}`);
  } else if (verdict >= 0) list = list.filter((i) => figures.byOrder[i][verdict]);
  if (verdict >= 0) heading.push(chip(query.verdict));
  if (query.standard !== undefined) {
    const s = core.standards.findIndex((one) => one.key === query.standard);
    list = list.filter((i) => core.orders[i][1].some(([own]) => own === s));
    if (s >= 0) heading.push(standardName(s));
  }
  for (const [name, key] of [
    ["who", "list.person"],
    ["acted", "list.acted"],
    ["area", "list.area"],
    ["subject", "list.subject"],
    ["day", "list.day"],
    ["lost", "list.incomplete"],
    ["fault", "notice.faults"],
  ]) {
    if (query[name] === undefined) continue;
    list = list.filter(FILTERS[name](query[name]));
    if (name === "day") heading.push(query.day === "none" ? t("list.undated") : t(key, { day: day(query.day) }));
    else if (name === "fault") heading.push(t(key, { n: list.length }));
    else heading.push(t(key, { name: query[name] || t(name === "area" ? "nowhere" : "nobody") }));
  }
  list = list.slice().sort((x, y) => figures.byOrder[y][0] - figures.byOrder[x][0] || x - y);
  return html`<p>${backLink()}</p>
    ${title(heading.length ? heading.map((piece, i) => html`${i ? " · " : ""}${piece}`) : t("list.title"))}
    <p class="quiet">${t("list.count", { n: list.length })}</p>
    ${list.length ? ordersTable(list, query, c) : html`<p>${t("list.none")}</p>`}`;
}

const FILTERS = {
  who: (name) => (i) => (core.orders[i][3] >= 0 ? core.people[core.orders[i][3]] : "") === name,
  acted: (name) => {
    const set = new Set(core.acted[core.people.indexOf(name)] || []);
    return (i) => set.has(i);
  },
  area: (name) => (i) => (core.orders[i][2] >= 0 ? core.areas[core.orders[i][2]] : "") === name,
  subject: (name) => (i) => core.orders[i][5] === name,
  day: (date) => (i) => figures.broken[i].some(([, own]) => (own || "none") === date),
  lost: () => (i) => core.orders[i][4] > 0,
  fault: () => (i) => !!core.orders[i][8],
};

function ordersTable(list, query, only) {
  const row = (i) => {
    const one = order(i);
    const broken = figures.broken[i].filter(
      ([c, date]) => (query.day === undefined || (date || "none") === query.day) && (only === undefined || c === only),
    );
    const to = only === undefined ? href("order", one.id) : href("order", one.id, query.clause);
    const [b, p, m] = figures.byOrder[i];
    return html`<tr data-row>
      <th scope="row">
        <a href="${to}">${one.id}</a> ${one.lost ? html`<small class="warn-text">${t("incomplete")}</small>` : ""}
      </th>
      <td class="text">${kindsOf(one)}</td>
      <td class="text">${one.subject}</td>
      <td class="text">${one.owner >= 0 ? core.people[one.owner] : ""}</td>
      <td class="text">${one.area >= 0 ? core.areas[one.area] : ""}</td>
      <td class="verdicts">
        ${b ? smallChip("breached", b) : ""} ${p ? smallChip("pending", p) : ""} ${smallChip("met", m)}
      </td>
      <td class="text broken">
        ${broken.slice(0, 3).map(([c]) => html`<a href="${href("order", one.id, clauseKey(core.clauses[c]))}">${core.clauses[c].n} ${say(core.clauses[c].t)}</a> `)}${broken.length > 3 ? html`<span class="quiet">${t("others", { n: broken.length - 3 })}</span>` : ""}
      </td>
    </tr>`;
  };
  const rows = page("orders", list, 50, row, "list.more");
  const column = (name) => html`<th scope="col" class="text">${t("column." + name)}</th>`;
  return html`<div class="scroll">
      <table class="grid orders">
        <thead>
          <tr>
            ${["order", "kind", "subject", "owner", "area", "verdicts", "broken"].map(column)}
          </tr>
        </thead>
        <tbody>
          ${rows.rows}
        </tbody>
      </table>
    </div>
    ${rows.more}`;
}

function rejectedPage(query) {
  const own = core.problems.filter((row) => query.order === undefined || row[6] === query.order);
  const rows = (list) => new Set(list.map((row) => row[1] + "|" + row[2])).size; // a row may be wrong in several places
  const [rejected, remarks] = [own.filter((row) => row[0] === 0), own.filter((row) => row[0] === 1)];
  return html`<p>${backLink()}</p>
    ${title(t("rejected.title"))}
    <p>
      ${t("rejected.count", { n: rows(rejected) })}${remarks.length ? " · " + t("rejected.remarks", { n: rows(remarks) }) : ""}
    </p>
    ${query.order !== undefined ? html`<p>${t("rejected.of", { name: query.order })} · ${link(href("rejected"), t("rejected.show_all"))}</p>` : ""}
    ${rejected.length || remarks.length ? html`<p class="quiet">${t("rejected.file")}</p>` : ""}${rejected.length ? problems(rejected, "rejected") : html`<p>${t("rejected.none")}</p>`}
    ${
      remarks.length
        ? html`<h2>${t("rejected.remarks_title")}</h2>
            ${problems(remarks, "remarks")}`
        : ""
    }`;
}

function problems(list, name) {
  const row = ([, sheet, at, column, written, text, id]) =>
    html`<tr data-row>
      <td class="text">${sheet}</td>
      <td>${at || ""}</td>
      <td class="text">${column || t("whole_row")}</td>
      <td class="text written">${written}</td>
      <td class="text mend">${say(text)}</td>
      <td class="text">${id ? (figures.numbers[id] !== undefined ? link(href("order", id), id) : id) : ""}</td>
    </tr>`;
  const rows = page(name, list, 100, row);
  return html`<div class="scroll">
      <table class="grid problems">
        <thead>
          <tr>
            ${["sheet", "row", "column", "written", "mend", "order"].map((key) => html`<th scope="col" class="${key === "row" ? "" : "text"}">${t("column." + key)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.rows}
        </tbody>
      </table>
    </div>
    ${rows.more}`;
}

function unjudgedPage() {
  const own = core.clauses.filter((clause) => clause.un.length);
  const section = (clause) => {
    const list = page(
      "un" + clauseKey(clause),
      clause.un,
      50,
      (i) => html`<li>${link(href("order", core.orders[i][0]), core.orders[i][0])}</li>`,
      "list.more",
    );
    return html`<section>
      <h2>
        ${link(href("clause", clauseKey(clause)), html`${clause.n} ${say(clause.t)}`, "underlined")}
        <small>${standardName(clause.s)} · ${t("orders", { n: clause.un.length })}</small>
      </h2>
      <ul class="numbers">
        ${list.rows}
      </ul>
      ${list.more}
    </section>`;
  };
  return html`<p>${backLink()}</p>
    ${title(t("unjudged.title"))}
    <p>${t("unjudged.explain")}</p>
    ${own.map(section)}`;
}

function nothing(text) {
  return html`<p>${backLink()}</p>
    ${title(text)}
    <p>${link(href(), t("page.home"))}</p>`;
}
