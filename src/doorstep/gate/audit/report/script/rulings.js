// The clauses of an order: broken ones open, pending ones by their limit, met ones folded.

/** Pending ones by their limit, those without a date last. */
function byLimit(x, y) {
  const limit = (ruling) =>
    ruling[2].reduce((first, f) => (f[LIMIT] && (!first || f[LIMIT] < first) ? f[LIMIT] : first), "");
  const [a, b] = [limit(x), limit(y)];
  return a === b ? x[0] - y[0] : !a ? 1 : !b ? -1 : a < b ? -1 : 1;
}

function rulings(row, detail) {
  const of = (verdict) => detail.r.filter((ruling) => ruling[1] === verdict);
  const [broken, pending, met] = [of(0), of(1).sort(byLimit), of(2)];
  const many = row.kinds.length > 1;
  const lines = (list, byItself) =>
    html`<ol class="rulings-list">
      ${list.map((ruling) => rulingLine(row, ruling, byItself, many))}
    </ol>`;
  return html`<h2>${chip("breached", broken.length)}</h2>
    ${lines(broken, true)}
    <h2>${chip("pending", pending.length)}</h2>
    ${lines(pending, false)}
    <h2>
      ${chip("met", met.length)} ${met.length ? fold("met", t("order.expand") + " ›", t("order.fold") + " ⌄") : ""}
    </h2>
    ${isOpen("met") ? lines(met, false) : ""}`;
}

/** A clause's line: number, duty, units, difference or limit; open: its sentences, grounds, and the way to its text. */
function rulingLine(row, ruling, byItself, many) {
  const [c, verdict, found, more] = ruling;
  const clause = core.clauses[c];
  const name = "ruling" + c;
  const marked = state.marked && state.marked.clauses.has(c);
  const open = isOpen(name, byItself);
  const units = [...new Set(found.map((f) => f[UNIT]).filter(Boolean))];
  const text = html`${glyph(VERDICTS[verdict])}<span class="visually-hidden">${t("verdict." + VERDICTS[verdict])} </span
    ><span class="no">${clause.n}</span
    ><span class="duty"
      >${say(clause.t)}${many ? html` <small class="quiet">${say(core.standards[clause.s].title)}</small>` : ""}</span
    ><span class="difference">${difference(verdict, found, clause, units)}</span>`;
  return html`<li class="ruling ${VERDICTS[verdict]} ${marked ? "marked" : ""}" id="clause-${c}">
    ${button("fold", name, text, { className: "plain row-button", attributes: 'data-row aria-expanded="' + open + '"' })}
    <div class="ruling-body" ${{ html: open ? "" : "hidden" }}>
      ${sentences(c, found, more)}
      <p class="ways">
        ${link(href("clause", clauseKey(clause)), html`${t("order.clause")}<span class="visually-hidden"> ${clause.n}</span> ›`)}
        ${incomplete(row)}
      </p>
    </div>
  </li>`;
}

function difference(verdict, found, clause, units) {
  const named = units.length
    ? t("unit.list", {
        n: units.length,
        unit: unitsWord(core.standards[clause.s].unit, units.length),
        names: units.slice(0, 3).join(" ") + (units.length > 3 ? " …" : ""),
      })
    : "";
  if (verdict === 0) {
    const over = Math.max(0, ...found.map((f) => f[OVER] || 0));
    return [over ? html`<b>${t("over", { time: duration(over) })}</b>` : "", over && named ? " · " : "", named];
  }
  if (verdict === 1) {
    const limits = found
      .map((f) => f[LIMIT])
      .filter(Boolean)
      .sort();
    return [
      limits.length ? t("limit.until", { at: moment(limits[0]) }) : t("limit.undated"),
      named ? " · " + named : "",
    ];
  }
  return named && units.length > 1 ? named : "";
}

function sentences(c, found, more) {
  const shown = isOpen("findings" + c) ? found : found.slice(0, 3);
  const rest = found.length - shown.length;
  return html`${shown.map((finding, i) => html`<p class="sentence">${finding[UNIT] && !say(finding[SENTENCE]).includes(finding[UNIT]) ? html`<b>${finding[UNIT]}</b> ` : ""}${say(finding[SENTENCE])} ${finding[CITES].length ? button("mark", c + "|" + i, html`${t("order.grounds", { n: finding[CITES].length })} ›`, { className: "plain grounds-button" }) : ""}</p>`)}
  ${rest > 0 || isOpen("findings" + c) ? html`<p>${fold("findings" + c, t("order.more_findings", { n: rest }) + " ›", t("order.fold") + " ⌄")}</p>` : ""}${more ? html`<p class="quiet">${t("order.more_findings", { n: more })}</p>` : ""}`;
}
