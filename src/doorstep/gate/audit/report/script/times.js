// Days, moments and lengths of time as they are written for a reader.

function weekday(date) {
  const [y, m, d] = date.split("-").map(Number);
  return t("weekdays").split(" ")[new Date(Date.UTC(y, m - 1, d)).getUTCDay()];
}

/** A day as `10-12 周一` or `Mon 12 Oct`; the year only if it is not that of the report. */
function day(date) {
  const [y, m, d] = date.split("-");
  const other = y !== core.as_of.slice(0, 4);
  if (state.lang === "zh") return (other ? y + "-" : "") + m + "-" + d + " " + weekday(date);
  return weekday(date) + " " + Number(d) + " " + t("months").split(" ")[m - 1] + (other ? " " + y : "");
}

function clock(moment, seconds) {
  const time = moment.slice(11);
  return seconds && time.length > 5 ? time : time.slice(0, 5);
}

/** A moment as `10-12 周一 18:00`; with its seconds only where asked for. The end of a day stays 24:00. */
function moment(text, seconds) {
  return text.length < 11 ? day(text) : day(text.slice(0, 10)) + " " + clock(text, seconds);
}

function secondsBetween(from, to) {
  const at = (text) =>
    Date.parse(text.slice(0, 10) + "T00:00:00Z") / 1000 +
    text
      .slice(11)
      .split(":")
      .reduce((sum, part, i) => sum + Number(part) * [3600, 60, 1][i], 0);
  return at(to) - at(from);
}

/** A length of time in at most two units, cut off; seconds only below ten minutes. */
function duration(seconds) {
  let s = Math.max(0, Math.floor(seconds));
  const units =
    s < 600
      ? [
          ["minutes", 60],
          ["seconds", 1],
        ]
      : s < 86400
        ? [
            ["hours", 3600],
            ["minutes", 60],
          ]
        : [
            ["days", 86400],
            ["hours", 3600],
          ];
  const said = [];
  for (const [unit, size] of units) {
    const n = Math.floor(s / size);
    s -= n * size;
    if (n) said.push(t("time." + unit, { n }));
  }
  return said.join(" ") || t("time.seconds", { n: 0 });
}
