// The overview: what could not be judged, the figures, and the clauses, people, areas and days behind them.

/** The page's head, the same on every page: what report, as of when, language, search. */
function head() {
  const title = t("title");
  const tab = (lang, text) =>
    html`<button
      type="button"
      data-do="lang"
      data-value="${lang}"
      lang="${lang === "zh" ? "zh-CN" : "en"}"
      aria-pressed="${state.lang === lang}"
    >
      ${text}
    </button>`;
  return html`<a class="skip" href="#main" data-do="skip">${t("skip")}</a>
    <div class="head-line">
      <p class="report-title">
        <a href="${href()}">${title}</a><span class="as-of">${t("as_of", { at: moment(core.as_of) })}</span>
      </p>
      <div class="tools">
        <span class="segmented" role="group" aria-label="${t("language")}">${tab("zh", "中")}${tab("en", "EN")}</span>
        ${button("print", "", t("print"))}${button("keys", "", html`<span aria-hidden="true">?</span><span class="visually-hidden">${t("keys")}</span>`)}
      </div>
      <form class="search" role="search" data-form="search">
        <label for="search">${t("search.label")}</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="${t("search.hint")}"
          aria-controls="found"
        />
        <div id="found"></div>
      </form>
    </div>`;
}

/** What was not imported or could not be judged: before any figure. */
function notices() {
  const rejected = core.rows[0];
  const lost = core.orders.filter((row) => row[4]).length;
  const faults = core.orders.filter((row) => row[8]).length;
  const unjudged = core.clauses.reduce((sum, clause) => sum + clause.un.length, 0);
  const warned = (to, key, n) =>
    html`<a class="notice" data-row href="${to}"
      ><span class="mark" aria-hidden="true">! </span>${t(key, { n })}<span aria-hidden="true"> ›</span></a
    >`;
  const list = [];
  if (rejected) list.push(warned(href("rejected"), "notice.rejected", rejected));
  if (lost) list.push(warned(href("orders", { lost: 1 }), "notice.incomplete", lost));
  if (faults) list.push(warned(href("orders", { fault: 1 }), "notice.faults", faults));
  if (unjudged) list.push(warned(href("unjudged"), "notice.unjudged", unjudged));
  return list.length ? html`<p class="notices">${list}</p>` : html`<p class="notices quiet">${t("notice.clean")}</p>`;
}

function bigFigures() {
  const [b, p, m] = figures.totals;
  const cell = (word, n, to, more) =>
    html`<div class="figure ${more || ""}">
      <dt>${word}</dt>
      <dd>${to ? link(to, number(n)) : number(n)}</dd>
    </div>`;
  const orders = (verdict) => href("orders", { verdict });
  return html`<dl class="figures">
    ${cell(t("figure.orders"), core.orders.length, href("orders"))}${cell(t("figure.acts"), core.acts_total)}
    ${cell(t("figure.verdicts"), b + p + m)}${cell(chip("breached"), b, orders("breached"), "split")}${cell(chip("pending"), p, orders("pending"))}${cell(chip("met"), m, orders("met"))}
  </dl>`;
}

function byClause() {
  return core.standards.map((standard, s) => {
    const own = core.clauses.map((_, c) => c).filter((c) => core.clauses[c].s === s);
    const judged = core.orders.filter((row) => row[1].some(([other]) => other === s)).length;
    if (!judged) return "";
    const share = (c) =>
      core.clauses[c].b.length / (core.clauses[c].b.length + core.clauses[c].p.length + core.clauses[c].m.length);
    const broken = own
      .filter((c) => core.clauses[c].b.length)
      .sort((x, y) => core.clauses[y].b.length - core.clauses[x].b.length || share(y) - share(x) || x - y);
    const clean = own.filter(
      (c) =>
        !core.clauses[c].b.length &&
        (core.clauses[c].p.length || core.clauses[c].m.length || core.clauses[c].c === "observed"),
    );
    const most = Math.max(...broken.map((c) => core.clauses[c].b.length), 1);
    const first = isOpen("broken" + s) ? broken : broken.slice(0, 6);
    const rest = broken.slice(6);
    const unit =
      standard.unit && standard.units
        ? " " + t("units", { n: standard.units, unit: unitsWord(standard.unit, standard.units) })
        : "";
    return html`<section class="standard">
      <header>
        <h2>
          ${standardName(s)}
          <small
            >· ${link(href("orders", { standard: standard.key }), t("standard.orders", { n: judged }))}${unit}</small
          >
        </h2>
        <span class="column-head" aria-hidden="true">${t("breached_of_applicable")}</span>
      </header>
      ${
        broken.length
          ? html`<ol class="clause-list">
              ${first.map((c) => clauseRow(c, most))}
            </ol>`
          : html`<p class="quiet">${t("clauses.none")}</p>`
      }
      <p class="after">
        ${rest.length ? fold("broken" + s, t("clauses.more", { n: rest.length, sum: rest.reduce((sum, c) => sum + core.clauses[c].b.length, 0) }), t("clauses.less")) : ""}
        ${clean.length ? fold("clean" + s, t("clauses.clean", { n: clean.length }), t("clauses.clean_hide")) : ""}
      </p>
      ${
        isOpen("clean" + s)
          ? html`<ol class="clause-list clean">
              ${clean.map(cleanRow)}
            </ol>`
          : ""
      }
    </section>`;
  });
}

function cleanRow(c) {
  const clause = core.clauses[c];
  const judged = clause.p.length + clause.m.length;
  return html`<li>
    <a class="clause-row" data-row href="${href("clause", clauseKey(clause))}"
      ><span class="no">${clause.n}</span><span class="duty">${say(clause.t)}</span>
      <span class="pair">${judged ? shares(clause) : t("clauses.observed")}</span
      ><span class="go" aria-hidden="true">›</span></a
    >
  </li>`;
}

const TABS = [
  ["clauses", ""],
  ["people", "people"],
  ["areas", "areas"],
  ["days", "days"],
];

function overview(tab) {
  const tabs = TABS.map(
    ([name, path]) =>
      html`<a href="${path ? href(path) : href()}" ${{ html: tab === name ? 'aria-current="page"' : "" }}
        >${t("tab." + name)}</a
      >`,
  );
  const block = (name, to, body) =>
    html`<section class="block">
      <h2>
        ${t(name + ".title")}
        ${link(to, html`${t("all")}<span class="visually-hidden"> ${t(name + ".title")}</span><span aria-hidden="true"> ›</span>`)}
      </h2>
      ${body}
    </section>`;
  const bodies = {
    clauses: () =>
      html`${byClause()}
        <div class="blocks">
          ${block("people", href("people"), byPerson(5))}${block("areas", href("areas"), byArea(5))}${block("days", href("days"), dayChart())}
        </div>`,
    people: () => byPerson(),
    areas: () => byArea(),
    days: byDay,
  };
  return html`<h1 tabindex="-1" class="visually-hidden">${t("title")}</h1>
    ${notices()}${bigFigures()}
    <nav class="tabs" aria-label="${t("tabs")}">${tabs}</nav>
    <div class="tab-body">${bodies[tab]()}</div>
    ${origin()}`;
}

/** Where the report's figures come from: files, span, columns that nobody read. */
function origin() {
  const column = ([sheet, name]) => t("ignored.column", { sheet, column: name });
  return html`<footer class="origin">
    <p>
      ${t("files", { files: core.files.join(t("value.separator")) })}${core.span ? html` · ${t("span", { from: day(core.span[0]), to: day(core.span[1]) })}` : ""}
      · ${t("figure.explain")}
    </p>
    ${core.ignored.length ? html`<p>${t("ignored", { columns: core.ignored.map(column).join(t("value.separator")) })}</p>` : ""}
    ${core.provisional.length ? html`<p class="warn-text"><span aria-hidden="true">! </span>${t("provisional", { years: core.provisional.join(t("value.separator")) })}</p>` : ""}
  </footer>`;
}
