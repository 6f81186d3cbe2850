import { texts } from './texts.js';

const lettersEveryMs = 1500;
const byId = (id) => document.getElementById(id);
let language = localStorage.getItem('desk-language') === 'en' ? 'en' : 'uk';
let letters = [];
let shown = '';

byId('language').addEventListener('click', () => {
  language = language === 'uk' ? 'en' : 'uk';
  localStorage.setItem('desk-language', language);
  showTexts();
});

showTexts();
await refresh();
setInterval(refresh, lettersEveryMs);

async function refresh() {
  try {
    const response = await fetch('/api/letters', { cache: 'no-store' });
    ({ letters } = await response.json());
    byId('lost').hidden = true;
    showLetters();
  } catch {
    byId('lost').hidden = false;
  }
}

function showTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = texts[language][element.dataset.text];
  byId('language').textContent = texts[language].language;
  shown = '';
  showLetters();
}

function showLetters() {
  const now = JSON.stringify(letters);
  // Left alone while nothing came: what is being selected stays selected.
  if (now === shown) return;
  shown = now;
  byId('none').hidden = letters.length > 0;
  byId('letters').replaceChildren(...letters.map(letterItem));
}

function letterItem({ to, subject, text, at }) {
  const item = make('li', 'letter');
  const head = make('p', 'letter__head', `${texts[language].to}: ${to}`);
  const time = make('time', 'letter__time', new Date(at).toLocaleTimeString(language));
  time.dateTime = new Date(at).toISOString();
  head.append(time);
  item.append(head, make('h2', 'letter__subject', subject), make('pre', 'letter__text', text));
  return item;
}

function make(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
