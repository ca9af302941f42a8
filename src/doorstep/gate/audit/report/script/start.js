// The start: unpack, reckon, draw; or say why that cannot be.

async function start() {
  const main = document.getElementById("main");
  if (typeof DecompressionStream === "undefined") {
    main.innerHTML = markup(
      html`<p class="said">${TEXTS.zh.too_old}<br /><span lang="en">${TEXTS.en.too_old}</span></p>`,
    );
    return;
  }
  try {
    core = await unpack("core");
  } catch (error) {
    main.innerHTML = markup(
      html`<p class="said">${TEXTS.zh.damaged}<br /><span lang="en">${TEXTS.en.damaged}</span></p>`,
    );
    return;
  }
  reckon();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", keepInDialog);
  document.addEventListener("input", (event) => {
    if (event.target.id === "search") showFound();
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    showFound();
    const first = document.querySelector("[data-found]");
    if (first) first.click();
  });
  window.addEventListener("hashchange", go);
  await go();
  document.body.classList.add("ready");
}

document.getElementById("main").innerHTML = markup(html`<p class="said">${t("opening")}</p>`);
document.addEventListener("DOMContentLoaded", start);
