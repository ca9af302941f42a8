/** Starts the door: texts, router, styles. */
import "../common/ui/tokens.css";
import { createApp } from "vue";
import { makeI18n } from "../common/i18n/index.ts";
import { titlePages } from "../common/i18n/titles.ts";
import App from "./App.vue";
import { makeRouter } from "./router.ts";
import en from "./texts/en.json";
import zh from "./texts/zh.json";

const i18n = makeI18n({ zh, en });
const router = makeRouter();
titlePages(router, i18n);
createApp(App).use(i18n).use(router).mount("#app");
