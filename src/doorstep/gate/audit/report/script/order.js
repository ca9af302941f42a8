// An order: its acts by day on the left, its clauses on the right, and what each says about the other.

const [UNIT, ACT, ANSWER, LIMIT, OVER, USED, CITES, SENTENCE] = [0, 1, 2, 3, 4, 5, 6, 7]; // of a finding

async function orderPage(id, clause) {
  const index = figures.numbers[id];
  if (index === undefined) return nothing(t("order.none", { text: id }));
  const detail = await particulars(index);
  const row = order(index);
  if (clause && state.arriving) markClause(detail, figures.clauses[clause]);
  state.arriving = false;
  const [b, p, m] = figures.byOrder[index];
  return html`<div class="order-head">
      <p>${backLink()}</p>
      <div class="order-title">
        ${title(html`${row.id} <span class="kind">${kindsOf(row)}${row.subject ? " · " + row.subject : ""}</span>`)}
        <p class="who">
          ${row.owner >= 0 ? html`<a href="${href("orders", { who: core.people[row.owner] })}">${core.people[row.owner]}</a>` : ""}${row.area >= 0 ? html` · <a href="${href("orders", { area: core.areas[row.area] })}">${core.areas[row.area]}</a>` : ""}
          ${incomplete(row)}
        </p>
      </div>
      <p class="order-counts">
        ${chip("breached", b)} ${chip("pending", p)} ${chip("met", m)}
        ${figures.unjudged[index] ? html`<a class="warn" href="${href("unjudged")}"><span aria-hidden="true">! </span>${t("notice.unjudged", { n: figures.unjudged[index] })}</a> ` : ""}<span
          class="quiet"
          >${t("order.omitted")}${row.asOf ? " · " + t("order.as_of", { at: moment(row.asOf) }) : ""}</span
        >
      </p>
    </div>
    ${row.fault ? html`<p class="warn-text"><span aria-hidden="true">! </span>${t("order.fault", { text: say(row.fault) })}</p>` : ""}
    <div class="columns">
      <section class="timeline" id="timeline" aria-label="${t("order.timeline")}">
        <header>
          <h2>${t("order.timeline")}</h2>
          <span>${timelineButtons()}</span>
        </header>
        ${facts(detail)}${timeline(row, detail)}
      </section>
      <section class="rulings" aria-label="${t("order.clauses")}">${rulings(row, detail)}</section>
    </div>
    ${neighbours(index)}`;
}

function timelineButtons() {
  return html`${state.marked ? button("unmark", "", t("order.unmark")) : ""}
  ${button("cited", "", t(state.onlyCited ? "order.all_acts" : "order.only_cited"), { attributes: 'aria-pressed="' + state.onlyCited + '"' })}`;
}

function neighbours(index) {
  const side = (i, key) =>
    i >= 0 && i < core.orders.length
      ? link(href("order", core.orders[i][0]), t(key) + " " + core.orders[i][0])
      : html`<span></span>`;
  return html`<nav class="neighbours">${side(index - 1, "order.previous")}${side(index + 1, "order.next")}</nav>`;
}

function facts(detail) {
  if (!detail.f.length) return "";
  return html`<p>${fold("facts", t("order.facts") + " ›", t("order.facts") + " ⌄")}</p>
    ${
      isOpen("facts")
        ? html`<dl class="facts">
            ${detail.f.map(
              ([name, type, value, choices]) =>
                html`<dt>${say(name)}</dt>
                  <dd>${fieldValue(type, value, choices)}</dd>`,
            )}
          </dl>`
        : ""
    }`;
}

/** A recorded value in words. `type` is a field type's name, a list's with "list:" before it. */
function fieldValue(type, value, choices) {
  if (value === null || value === "" || (Array.isArray(value) && !value.length))
    return html`<span class="quiet">${t("blank")}</span>`;
  if (type === "transcript" && Array.isArray(value)) {
    return html`<ol class="transcript" tabindex="0">
      ${value.map((line) => html`<li>${line.at ? html`<span class="quiet">${line.at} </span>` : ""}${t("speaker.join", { who: t("speaker." + line.speaker) || t("speaker.other"), text: line.text })}</li>`)}
    </ol>`;
  }
  if (type.startsWith("list:"))
    return (Array.isArray(value) ? value : [value])
      .map((item) => markup(fieldValue(type.slice(5), item, choices)))
      .map((text, i) => html`${i ? t("value.separator") : ""}${{ html: text }}`);
  if (typeof value === "boolean") return t("bool." + value);
  if (choices && choices[value]) return say(choices[value]);
  if ((type === "datetime" || type === "date") && /^\d{4}-\d\d-\d\d/.test(value))
    return moment(value.replace("T", " "), true);
  const text = String(value);
  const clause = figures.clauses[text];
  if (clause !== undefined) return link(href("clause", text), core.clauses[clause].n);
  // A key that somebody wrote down is said as words.
  return /^[a-z]+(_[a-z0-9]+)+$/.test(text) ? text.replace(/_/g, " ") : text;
}

/** Mark the acts that a clause's findings cite (all of them, or finding `which`), and the clause itself. */
function markClause(detail, c, which) {
  const ruling = detail.r.find((one) => one[0] === c);
  if (!ruling) return;
  const found = which === undefined ? ruling[2].slice(0, 1) : [ruling[2][which]];
  state.marked = { acts: new Set(found.reduce((all, f) => all.concat(f[CITES]), [])), clauses: new Set([c]) };
}

/** Mark the clauses that cite act `i`, and the act itself. */
function markAct(detail, i) {
  const citing = detail.r.filter(([, v, found]) => v < 2 && found.some((f) => f[CITES].includes(i))).map(([c]) => c);
  state.marked = { acts: new Set([i]), clauses: new Set(citing) };
}
