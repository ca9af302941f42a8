// Search for an order, clause, person or customer; of what is not there, the nearest name.

let targets = null; // [text to look in, word shown, kind, link parts]

function searchTargets() {
  if (targets) return targets;
  const list = core.orders.map((row) => [
    row[0],
    row[5] ? row[0] + " · " + row[5] : row[0],
    "order",
    ["order", row[0]],
  ]);
  core.people.forEach((name, i) => {
    if (core.acted[i].length) list.push([name, name, "person", ["orders", { acted: name }]]);
    else list.push([name, name, "person", ["orders", { who: name }]]);
  });
  new Set(core.orders.map((row) => row[5]).filter(Boolean)).forEach((name) =>
    list.push([name, name, "subject", ["orders", { subject: name }]]),
  );
  core.clauses.forEach((clause) => list.push([clause.n, clause, "clause", ["clause", clauseKey(clause)]]));
  return (targets = list);
}

const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const targetText = (target) => (target[2] === "clause" ? target[1].n + " " + say(target[1].t) : target[1]);

/** What `text` finds: those that are it, then those that begin with it, then those that hold it. */
function find(text) {
  const sought = folded(text);
  const ranked = [[], [], []];
  for (const target of searchTargets()) {
    const own = folded(target[0]);
    const whole = target[2] === "clause" ? folded(target[1].t[0] + " " + target[1].t[1]) : folded(target[1]);
    if (own === sought) ranked[0].push(target);
    else if (own.startsWith(sought)) ranked[1].push(target);
    else if (own.includes(sought) || whole.includes(sought)) ranked[2].push(target);
  }
  return ranked[0].concat(ranked[1], ranked[2]);
}

/** Changes of one letter (added, lost, other) that lead from one text to the other. */
function distance(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    before = row;
  }
  return before[b.length];
}

function nearest(text) {
  const sought = folded(text).slice(0, 40);
  let best = null;
  for (const target of searchTargets()) {
    const own = folded(target[0]);
    const d = distance(sought, own) / Math.max(own.length, sought.length);
    if (!best || d < best[0]) best = [d, target];
  }
  return best && best[0] < 0.7 ? best[1] : null;
}

const FOUND_SHOWN = 8;

function found(text) {
  if (!text.trim()) return "";
  const hits = find(text);
  const item = (target) =>
    html`<li>
      <a href="${href(...target[3])}" data-found><small>${t("search." + target[2])}</small> ${targetText(target)}</a>
    </li>`;
  if (hits.length) {
    return html`<ul class="found">
        ${hits.slice(0, FOUND_SHOWN).map(item)}
      </ul>
      ${hits.length > FOUND_SHOWN ? html`<p class="quiet">${t("search.more", { n: hits.length - FOUND_SHOWN })}</p>` : ""}`;
  }
  const near = nearest(text);
  return near
    ? html`<p>${t("search.nearest", { text: text.trim() })}</p>
        <ul class="found">
          ${item(near)}
        </ul>`
    : html`<p>${t("search.none", { text: text.trim() })}</p>`;
}

function showFound() {
  const input = document.getElementById("search");
  const box = document.getElementById("found");
  box.innerHTML = markup(found(input.value));
  box.className = box.innerHTML ? "shown" : "";
  if (input.value.trim()) announce(box.textContent.replace(/\s+/g, " ").slice(0, 120));
}

function closeFound() {
  const box = document.getElementById("found");
  if (box) {
    box.innerHTML = "";
    box.className = "";
  }
}
