// Figures over the orders, reckoned once when the page opens.

/** Figures over the orders, made once from the clauses' lists: by order, and the clauses that each order broke. */
const figures = {
  byOrder: [],
  broken: [],
  totals: [0, 0, 0],
  byDay: Object.create(null),
  undated: 0,
  unjudged: [],
  numbers: Object.create(null),
  clauses: Object.create(null),
};

function reckon() {
  figures.byOrder = core.orders.map(() => [0, 0, 0]);
  figures.broken = core.orders.map(() => []);
  core.orders.forEach((row, i) => {
    figures.numbers[row[0]] = i;
  });
  core.clauses.forEach((clause, c) => {
    figures.clauses[clauseKey(clause)] = c;
    [clause.b, clause.p, clause.m].forEach((orders, verdict) => {
      figures.totals[verdict] += orders.length;
      for (const i of orders) figures.byOrder[i][verdict] += 1;
    });
    for (const i of clause.un) figures.unjudged[i] = (figures.unjudged[i] || 0) + 1;
    clause.b.forEach((i, at) => {
      const date = clause.bd[at];
      figures.broken[i].push([c, date]);
      if (date) figures.byDay[date] = (figures.byDay[date] || 0) + 1;
      else figures.undated += 1;
    });
  });
}

/** Orders and their verdicts added up by what `keyOf` gives for an order. */
function groups(keyOf) {
  const sums = new Map();
  core.orders.forEach((row, i) => {
    const key = keyOf(row);
    const sum = sums.get(key) || { key, orders: 0, b: 0, p: 0, m: 0 };
    const [b, p, m] = figures.byOrder[i];
    sums.set(key, sum);
    sum.orders += 1;
    sum.b += b;
    sum.p += p;
    sum.m += m;
  });
  return [...sums.values()];
}

const rate = (sum) => (sum.b + sum.m ? sum.b / (sum.b + sum.m) : 0);

/** A percentage that stands beside its pair: whole numbers, or one decimal below ten. */
function percent(part, whole) {
  if (!whole) return "";
  const p = (100 * part) / whole;
  return t("percent", { n: p >= 10 || p === 0 ? String(Math.round(p)) : p.toFixed(1) });
}
