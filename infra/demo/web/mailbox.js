import { byId, make } from './element.js';
import { language, speak } from './language.js';
import { texts } from './texts.js';

const lettersEveryMs = 1500;
let letters = [];
let shown = '';

speak(() => {
  shown = '';
  showLetters();
});
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
