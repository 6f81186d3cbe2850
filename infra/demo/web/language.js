import { byId } from './element.js';
import { texts } from './texts.js';

/** Of all pages of the demo: `uk` or `en`. */
export let language = savedLanguage();

/** Says everything in the language that was chosen, now and whenever another one is; `show` says what is no fixed text. */
export function speak(show) {
  byId('language').addEventListener('click', () => {
    language = language === 'uk' ? 'en' : 'uk';
    localStorage.setItem('desk-language', language);
    showTexts();
    show();
  });
  showTexts();
}

function showTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = texts[language][element.dataset.text];
  byId('language').textContent = texts[language].language;
}

function savedLanguage() {
  const saved = localStorage.getItem('desk-language');
  if (saved === 'uk' || saved === 'en') return saved;
  return navigator.language.startsWith('en') ? 'en' : 'uk';
}
