// A clause: its text and source, how it is judged, how long it took, who broke it.

function clausePage(key) {
  const c = figures.clauses[key];
  if (c === undefined) return nothing(t("clause.none", { text: key.split("/").pop() }));
  const clause = core.clauses[c];
  const other = state.lang === "zh" ? 1 : 0;
  const to = (verdict) => href("orders", { clause: key, verdict });
  const counts = VERDICTS.map(
    (verdict, v) => html`<a href="${to(verdict)}">${chip(verdict, [clause.b, clause.p, clause.m][v].length)}</a> `,
  );
  const judged = clause.b.length + clause.p.length + clause.m.length;
  return html`<p>${backLink()}</p>
    ${title(html`${clause.n} <span class="kind">${link(href("orders", { standard: core.standards[clause.s].key }), standardName(clause.s))}</span>`)}
    <p class="quiet">
      ${[clause.w && t("clause.source", { where: clause.w }), t("kind." + clause.k), t("check." + clause.c)].filter(Boolean).join(" · ")}
    </p>
    <div class="clause-text">
      <p>${say(clause.t)}</p>
      <p class="quiet" lang="${other ? "en" : "zh-CN"}">${clause.t[other]}</p>
    </div>
    ${
      clause.how[0].length
        ? html`<h2>${t("clause.how")}</h2>
            <ul class="how">
              ${clause.how[state.lang === "zh" ? 0 : 1].map((line) => html`<li>${line}</li>`)}
            </ul>`
        : ""
    }
    ${
      judged
        ? html`<p class="counts">
              ${counts}${percent(clause.b.length, judged) ? html`<span class="quiet">${t("share.orders", { part: clause.b.length, whole: judged })} ${percent(clause.b.length, judged)}</span>` : ""}
            </p>
            ${unitCounts(clause)}`
        : html`<p class="quiet">${t(clause.c === "observed" ? "clauses.observed" : "clause.no_case")}</p>`
    }
    ${clause.un.length ? html`<p>${link(href("unjudged"), html`<span class="warn-text"><span aria-hidden="true">! </span>${t("clause.unjudged", { n: clause.un.length })}</span> ›`)}</p>` : ""}
    ${histogram(clause)}${worst(clause, key)}
    ${
      clause.note
        ? html`<h2>${t("clause.note")}</h2>
            <p class="note" lang="en">${clause.note}</p>`
        : ""
    }`;
}

function unitCounts(clause) {
  if (!clause.u) return "";
  return html`<p class="counts">
    ${t("clause.unit_counts", { unit: unitWord(clause) })}
    ${VERDICTS.map((verdict, v) => (clause.u[v] ? html`${chip(verdict, clause.u[v])} ` : ""))}
  </p>`;
}

/** How long it took, in bins; what is over the limit stands dark. */
function histogram(clause) {
  const h = clause.h;
  if (!h) return "";
  const most = Math.max(...h.met.map((n, i) => n + h.over[i]), 1);
  const size = { seconds: 1, minutes: 60, hours: 3600, days: 86400 }[h.unit];
  const edge = (i) => String(Math.round((10 * (h.from + i * h.step)) / size) / 10);
  const last = h.met.length - 1;
  const bin = (met, i) => {
    const name =
      h.open && i === last
        ? t("clause.bin_last", { from: edge(i) })
        : t("clause.bin", { from: edge(i), to: edge(i + 1) });
    return html`<li>
      <span class="bin">${name}</span
      ><span class="bin-bar" aria-hidden="true"
        ><i class="in" style="width:${(100 * met) / most}%"></i
        ><i class="over" style="width:${(100 * h.over[i]) / most}%"></i
      ></span>
      <span class="bin-count"
        >${met ? smallChip("met", number(met)) : ""} ${h.over[i] ? smallChip("breached", number(h.over[i])) : ""}</span
      >
    </li>`;
  };
  const limit = h.limit ? html` · ${t("clause.limit", { time: duration(h.limit) })}` : "";
  return html`<h2>${t("clause.times", { unit: t("unit." + h.unit) })}${limit}</h2>
    <ol class="histogram">
      ${h.met.map(bin)}
    </ol>`;
}

function worst(clause, key) {
  if (!clause.f.length)
    return clause.b.length || !(clause.p.length || clause.m.length)
      ? ""
      : html`<p class="quiet">${t("clause.nobody_broke")}</p>`;
  const has = (column) => clause.f.some((row) => row[column] !== null && row[column] !== "" && row[column] !== -1);
  const columns = [has(1), has(4), has(5)];
  const row = ([i, unit, at, person, used, over]) =>
    html`<tr data-row>
      <th scope="row">
        <a href="${href("order", core.orders[i][0], key)}">${core.orders[i][0]}</a
        >${core.orders[i][4] ? html` <small class="warn-text">${t("incomplete")}</small>` : ""}
      </th>
      ${columns[0] ? html`<td>${unit}</td>` : ""}${columns[1] ? html`<td>${used === null ? "" : duration(used)}</td>` : ""}${columns[2] ? html`<td><b>${over === null ? "" : duration(over)}</b></td>` : ""}
      <td class="text">${person >= 0 ? core.people[person] : ""}</td>
      <td class="text">${at ? moment(at, !!unit) : ""}</td>
    </tr>`;
  const list = page("worst", clause.f, 50, row);
  return html`<h2>${t("clause.broken_by")} <small>${t("clause.worst")}</small></h2>
    <div class="scroll">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">${t("column.order")}</th>
            ${columns[0] ? html`<th scope="col">${unitWord(clause)}</th>` : ""}${columns[1] ? html`<th scope="col">${t("column.used")}</th>` : ""}${columns[2] ? html`<th scope="col">${t("column.over")}</th>` : ""}
            <th scope="col" class="text">${t("column.person")}</th>
            <th scope="col" class="text">${t("column.at")}</th>
          </tr>
        </thead>
        <tbody>
          ${list.rows}
        </tbody>
      </table>
    </div>
    ${list.more}`;
}
