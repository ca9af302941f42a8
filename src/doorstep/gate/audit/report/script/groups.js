// The figures by person, by area and by day.

function groupRow(sum, name, to) {
  return html`<tr data-row>
    <th scope="row"><a href="${to}">${name}</a></th>
    <td>${number(sum.orders)}</td>
    <td><b>${number(sum.b)}</b>/${number(sum.b + sum.m)}</td>
    <td>${percent(sum.b, sum.b + sum.m)}</td>
    <td>${number(sum.p)}</td>
  </tr>`;
}

function groupTable(heading, rows) {
  return html`<div class="scroll">
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">${heading}</th>
          <th scope="col">${t("column.orders")}</th>
          <th scope="col">${t("column.breached")}</th>
          <th scope="col">${t("column.percent")}</th>
          <th scope="col">${t("column.pending")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

const RANKED_FROM = 5; // below so many orders nobody is ranked

function byPerson(limit) {
  const all = groups((row) => row[3]);
  const to = (sum) => href("orders", { who: sum.key >= 0 ? core.people[sum.key] : "" });
  const row = (sum) => groupRow(sum, personName(sum.key), to(sum));
  const ranked = all
    .filter((sum) => sum.orders >= RANKED_FROM && sum.key >= 0)
    .sort((x, y) => rate(y) - rate(x) || y.b - x.b);
  const few = all
    .filter((sum) => sum.orders < RANKED_FROM || sum.key < 0)
    .sort((x, y) => personName(x.key).localeCompare(personName(y.key), "zh"));
  if (limit) return html`${groupTable(t("people.column"), (ranked.length ? ranked : few).slice(0, limit).map(row))}`;
  return html`<p class="quiet">${t("people.explain")}</p>
    ${ranked.length ? groupTable(t("people.column"), ranked.map(row)) : ""}
    ${
      few.length
        ? html`<h2>${t("people.few")}</h2>
            ${groupTable(t("people.column"), few.map(row))}`
        : ""
    }`;
}

function byArea(limit) {
  const all = groups((row) => row[2]).sort((x, y) => rate(y) - rate(x) || y.b - x.b);
  const to = (sum) => href("orders", { area: sum.key >= 0 ? core.areas[sum.key] : "" });
  return groupTable(
    t("areas.column"),
    (limit ? all.slice(0, limit) : all).map((sum) => groupRow(sum, areaName(sum.key), to(sum))),
  );
}

const dayOff = (date) => (core.days[date] ? core.days[date][0] : 0); // 0 working day, 1 day off, 2 make-up working day
const dayKind = (date) => {
  const known = core.days[date];
  const word = t(["day.work", "day.off", "day.makeup"][dayOff(date)]);
  return known && known[1] ? say([known[1], known[2]]) : word;
};

const DAYS_SHOWN = 70; // of a longer time the chart shows the end

function dayChart(whole) {
  const all = Object.keys(core.days).sort();
  const last = all.reduce((found, date, i) => (figures.byDay[date] ? i : found), all.length - 1);
  const dates = whole || all.length <= DAYS_SHOWN ? all : all.slice(Math.max(0, last + 1 - DAYS_SHOWN), last + 1);
  const most = Math.max(1, ...dates.map((date) => figures.byDay[date] || 0));
  const height = (n) => (n ? Math.max(4, (100 * n) / most) : 0);
  const label = (date) => t("days.bar", { day: day(date), off: dayKind(date), n: figures.byDay[date] || 0 });
  const off = (date) => (dayOff(date) === 1 ? "off" : "");
  // Each bar is a link where it is wide enough to be hit; in the small chart the whole chart is one.
  const bar = (date) => {
    const n = figures.byDay[date];
    const i = html`<i style="height:${height(n)}%"></i>`;
    return whole && n
      ? html`<a
          class="day ${off(date)}"
          href="${href("orders", { day: date })}"
          title="${label(date)}"
          aria-label="${label(date)}"
          >${i}</a
        >`
      : html`<span class="day ${off(date)}" title="${label(date)}">${i}</span>`;
  };
  const top = dates.reduce(
    (best, date) => ((figures.byDay[date] || 0) > (figures.byDay[best] || 0) ? date : best),
    dates[0],
  );
  if (!dates.length) return html`<p class="quiet">${t("clauses.none")}</p>`;
  const bars = html`<div class="days ${whole ? "wide" : ""}" ${{ html: whole ? "" : 'aria-hidden="true"' }}>
    ${dates.map(bar)}
  </div>`;
  return html`<div class="scroll">
      ${whole ? bars : html`<a class="chart" href="${href("days")}" aria-label="${t("days.title")}">${bars}</a>`}
      <p class="days-ends"><span>${day(dates[0])}</span><span>${day(dates[dates.length - 1])}</span></p>
    </div>
    <p>
      ${figures.byDay[top] ? link(href("orders", { day: top }), t("days.most", { day: day(top), n: number(figures.byDay[top]) }) + " ›") : ""}
      ${figures.undated ? link(href("orders", { day: "none" }), t("days.undated", { n: figures.undated }) + " ›") : ""}
    </p>`;
}

function byDay() {
  const dates = Object.keys(figures.byDay).sort();
  const row = (date) =>
    html`<tr data-row>
      <th scope="row">${link(href("orders", { day: date }), day(date))}</th>
      <td>${dayKind(date)}</td>
      <td><b>${number(figures.byDay[date])}</b></td>
    </tr>`;
  return html`<p class="quiet">${t("days.explain")}</p>
    ${dayChart(true)}
    <h2>${t("days.table")}</h2>
    <div class="scroll">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">${t("days.column")}</th>
            <th scope="col">${t("days.kind")}</th>
            <th scope="col">${t("verdict.breached")}</th>
          </tr>
        </thead>
        <tbody>
          ${dates.map(row)}
        </tbody>
      </table>
    </div>`;
}
