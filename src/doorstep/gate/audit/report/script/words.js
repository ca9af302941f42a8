// The page's words: its texts in both languages, and what is unfolded, marked and shown at the moment.

/** @typedef {[string, string]} Pair  one text in Chinese and English */
/** @typedef {{html: string}} Markup  text that is markup already */

const TEXTS = JSON.parse(document.getElementById("texts").textContent);
const state = {
  lang: TEXTS.lang, // "zh" or "en"
  shortcuts: true,
  open: Object.create(null), // what is unfolded (or folded, for what is open by itself), by route and name
  shown: Object.create(null), // how many rows of a long list are shown, by route and name
  marked: null, // {acts: Set, clauses: Set}: what is marked on an order's page
  arriving: false, // whether the page is drawn because its route was just taken, so that the route's clause is marked
  onlyCited: false,
  route: null,
};

/** The page's text `key` in the language in force; `{name}` takes its place from `values`. */
function t(key, values) {
  const texts = TEXTS[state.lang];
  const one = values && values.n === 1 && texts[key + ".one"];
  const text = one || texts[key];
  if (text === undefined) return "";
  return values
    ? text.replace(/\{(\w+)\}/g, (_, name) =>
        name === "n" && typeof values.n === "number" ? number(values.n) : String(values[name]),
      )
    : text;
}

/** A pair's text in the language in force. @param {Pair} pair */
function say(pair) {
  return pair ? pair[state.lang === "zh" ? 0 : 1] || pair[0] || pair[1] : "";
}

function number(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
