// The timeline of an order: days, acts, acts in a row on one unit, and who says so.

const RUN_FROM = 3; // so many acts in a row on one unit are folded into a line

/** Which acts the findings of `verdict` cite, and the clauses that are said beside each act. */
function citations(detail, verdict) {
  const cited = new Map();
  for (const [c, v, found] of detail.r) {
    if (v !== verdict) continue;
    for (const finding of found) for (const act of finding[CITES]) cited.set(act, (cited.get(act) || new Set()).add(c));
  }
  return cited;
}

/** The clauses in breach that stand beside an act: where it answered too late, or was itself the breach. */
function breachMarks(detail) {
  const marks = new Map();
  for (const [c, v, found] of detail.r) {
    if (v !== 0) continue;
    for (const finding of found) {
      const act = finding[ANSWER] >= 0 ? finding[ANSWER] : finding[ACT];
      if (act >= 0) marks.set(act, (marks.get(act) || new Set()).add(c));
    }
  }
  return marks;
}

function timeline(row, detail) {
  if (!detail.a.length) return html`<p class="quiet">${t("order.empty")}</p>`;
  const context = { row, detail, marks: breachMarks(detail), cited: citations(detail, 0) };
  const days = [];
  // The sheet's rows stand in any order; acts of one moment stay as they are listed.
  const byTime = detail.a
    .map((_, i) => i)
    .sort((x, y) => (detail.a[x][0] < detail.a[y][0] ? -1 : detail.a[x][0] > detail.a[y][0] ? 1 : x - y));
  byTime.forEach((i) => {
    if (state.onlyCited && !context.cited.has(i)) return;
    const date = detail.a[i][0].slice(0, 10);
    if (!days.length || days[days.length - 1].date !== date) days.push({ date, acts: [] });
    days[days.length - 1].acts.push(i);
  });
  return html`<ol class="acts">
    ${days.map(
      ({ date, acts }) =>
        html`<li class="day-group">
          <h3>${day(date)}${dayNote(date)}</h3>
          <ol>
            ${runs(detail, acts).map((run) => (run.length < RUN_FROM ? run.map((i) => actLine(context, i)) : runLine(context, run)))}
          </ol>
        </li>`,
    )}
  </ol>`;
}

function dayNote(date) {
  const known = core.days[date];
  return known && (known[0] || known[1]) ? html` <small>(${dayKind(date)})</small>` : "";
}

/** The acts of a day in runs: those on one unit, one after the other. */
function runs(detail, acts) {
  const list = [];
  for (const i of acts) {
    const unit = detail.a[i][4];
    const last = list[list.length - 1];
    if (last && unit && detail.a[last[0]][4] === unit) last.push(i);
    else list.push([i]);
  }
  return list;
}

const MARKS_SHOWN = 4;

function clauseNumbers(set, context) {
  const all = [...set].sort((x, y) => x - y);
  const more = all.length > MARKS_SHOWN ? html`<span class="aside">+${all.length - MARKS_SHOWN}</span>` : "";
  return [all.slice(0, MARKS_SHOWN).map((c) => clauseMark(c, context)), more];
}

function clauseMark(c, context) {
  return html`<a class="mark" href="${href("order", context.row.id, clauseKey(core.clauses[c]))}"
    >${smallChip("breached", core.clauses[c].n)}</a
  >`;
}

function runLine(context, run) {
  const { detail, marks } = context;
  const acts = run.map((i) => detail.a[i]);
  const name = "run" + run[0];
  const marked = state.marked && run.some((i) => state.marked.acts.has(i));
  const open = isOpen(name) || marked;
  const broken = new Set();
  run.forEach((i) => (marks.get(i) || []).forEach((c) => broken.add(c)));
  const first = acts[0][0],
    last = acts[acts.length - 1][0];
  const names = acts.map((act) => say(core.acts[act[1]].t)).join(" ");
  return html`<li class="run">
    <div class="run-line">
      ${button("fold", name, html`<span class="time">${clock(first)}–${clock(last)}</span> <b>${acts[0][4]}</b> ${t("run.acts", { n: run.length })} <span class="quiet">${duration(secondsBetween(first, last))}</span>`, { className: "plain row-button", attributes: 'data-row aria-expanded="' + open + '"' })}
      ${clauseNumbers(broken, context)}
    </div>
    ${
      open
        ? html`<ol>
            ${run.map((i) => actLine(context, i))}
          </ol>`
        : html`<p class="names quiet">${names}</p>`
    }
  </li>`;
}

/** Who did it: a person by name; an outsider by role, with the person who recorded it. */
function doer(act) {
  const role = core.roles[act[2]];
  const name = act[3] >= 0 ? core.people[act[3]] : "";
  if (!role) return name;
  if (role[2] && name) return t("act.recorded_by", { role: say(role), person: name });
  return name || say(role);
}

const LATE_FROM = 600; // an entry so many seconds after the act is a late one

function actLine(context, i) {
  const act = context.detail.a[i];
  const marked = state.marked && state.marked.acts.has(i);
  const open = isOpen("act" + i);
  const unknown = act[0] > (context.row.asOf || core.as_of);
  const late = act[7] ? secondsBetween(act[0], act[7]) : 0;
  const text = html`<span class="time">${clock(act[0], !!act[4])}</span>
    <span class="act-name">${say(core.acts[act[1]].t)}${act[4] ? html` <b>${act[4]}</b>` : ""}</span>
    <span class="doer">${doer(act)}</span>`;
  return html`<li class="act ${marked ? "marked" : ""}" id="act-${i}">
    <div>
      ${button("act", i, text, { className: "plain row-button", attributes: 'data-row aria-expanded="' + open + '"' })}
      ${late > LATE_FROM ? html`<span class="aside">${t("act.late", { time: duration(late) })}</span>` : ""}${unknown ? html`<span class="aside">${t("act.after")}</span>` : ""}
      ${clauseNumbers(context.marks.get(i) || [], context)}
    </div>
    ${open ? grounds(context, i) : ""}
  </li>`;
}

/** Who says so: the sheet and row of an act, when it happened and was entered, and what it holds. */
function grounds(context, i) {
  const act = context.detail.a[i];
  const kind = core.acts[act[1]];
  const sheet = core.sheets[act[5]];
  const role = core.roles[act[2]];
  const citing = context.detail.r.filter(([, v, found]) => v < 2 && found.some((f) => f[CITES].includes(i)));
  const fields = Object.keys(act[8]).map((key) => {
    const [name, type, choices] = kind.f[key] || [[key, key], "text", null];
    return html`<dt>${say(name)}</dt>
      <dd>${fieldValue(type, act[8][key], choices)}</dd>`;
  });
  const masked = Object.keys(act[8]).some((key) => kind.f[key] && kind.f[key][1] === "phone");
  return html`<dl class="grounds">
    <dt>${t("grounds.where")}</dt>
    <dd>${sheet ? t("grounds.sheet", { sheet, row: act[6] }) : t("grounds.record", { row: act[6] })}</dd>
    <dt>${t("grounds.at")}</dt>
    <dd>${moment(act[0], true)}</dd>
    ${
      act[7]
        ? html`<dt>${t("grounds.received")}</dt>
            <dd>${moment(act[7], true)}</dd>`
        : ""
    }
    <dt>${t("grounds.by")}</dt>
    <dd>${role ? say(role) : ""}${act[3] >= 0 ? " · " + core.people[act[3]] : ""}</dd>
    ${fields} ${masked ? html`<dd class="quiet second">${t("grounds.masked")}</dd>` : ""}
    <dt>${t("grounds.clauses")}</dt>
    <dd>
      ${citing.length ? citing.map(([c, v]) => html`<a href="${href("order", context.row.id, clauseKey(core.clauses[c]))}">${smallChip(VERDICTS[v], core.clauses[c].n)}</a> `) : t("grounds.no_clauses")}
    </dd>
  </dl>`;
}
