/** Generated forms: `useActForm` makes one from the server's description, `ActForm` shows it, `FORM_TOOLS` is what the app lends it. */
export { default as ActForm } from "./ActForm.vue";
export { default as BreachNotice } from "./BreachNotice.vue";
export { type Draft, type Drafts, localDrafts } from "./drafts.ts";
export { default as FieldInput } from "./FieldInput.vue";
export { default as FieldRow } from "./FieldRow.vue";
export { type ActFormModel, type FormOptions, useActForm } from "./model.ts";
export { kindIs, ranked, register, type Renderer, type Tester } from "./renderers.ts";
export { type FileKeeper, FORM_TOOLS, type FormTools, type Suggestion } from "./tools.ts";
export { clauseNumber, type Field, fieldOf, type FieldType, parseType } from "./types.ts";
export { isBlank, problemOf, sentValue } from "./values.ts";
export { type KnownCase, type Tried, type Try, tryOnDevice, tryOnServer } from "./whatif.ts";
