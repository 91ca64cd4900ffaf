// What pages say in either language stands in the markup as the names of words.

import { byId } from "./dom.js";

/** Put the words of a language wherever the page names one, and say which language it is. */
export function speakPage(words, language) {
  document.documentElement.lang = language;
  document.title = `${words.title} · kng`;
  for (const element of document.querySelectorAll("[data-word]"))
    element.textContent = words[element.dataset.word];
  for (const element of document.querySelectorAll("[data-name]"))
    element.setAttribute("aria-label", words[element.dataset.name]);
  byId("languages").setAttribute("aria-label", words.language);
  for (const button of document.querySelectorAll("#languages button"))
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
}

/** Call `take` with the language whose button is pressed. */
export function onLanguage(take) {
  byId("languages").addEventListener("click", ({ target }) => {
    const { language } = target.closest("button")?.dataset ?? {};
    if (language && language !== document.documentElement.lang) take(language);
  });
}
