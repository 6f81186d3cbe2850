import { byId, make } from './element.js';
import { language, speak } from './language.js';
import { texts } from './texts.js';

const stateEveryMs = 3000;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const shownPhones = new Set();
let state = { phones: [], candidates: [], boardUrl: '' };
let started = null;

byId('add').addEventListener('click', () => {
  byId('people-error').hidden = true;
  byId('people').showModal();
});
darkness.addEventListener('change', showState);

speak(showState);
await refresh();
setInterval(refresh, stateEveryMs);

async function refresh() {
  try {
    const response = await fetch('/api/state', { cache: 'no-store' });
    const next = await response.json();
    // After a restart the frames hold pages of servers that are gone.
    if (started !== null && started !== next.startedAt) return location.reload();
    started = next.startedAt;
    state = next;
    byId('lost').hidden = true;
    showState();
  } catch {
    byId('lost').hidden = false;
  }
}

function showState() {
  byId('mailbox').hidden = !state.hasMailbox;
  showBoard();
  for (const phone of state.phones) showPhone(phone);
  const list = byId('people-list');
  list.replaceChildren(...state.candidates.map(candidateItem));
  if (state.candidates.length === 0) list.append(note(texts[language].everyone));
}

function showBoard() {
  if (!state.boardUrl) return;
  byId('board-title').textContent = texts[language].boards[state.tracker];
  const theme = darkness.matches ? 'dark' : 'light';
  const address = `${state.boardUrl}?embed=1&lang=${language}&theme=${theme}`;
  if (byId('board').getAttribute('src') !== address) byId('board').src = address;
  byId('board-link').href = `${state.boardUrl}?lang=${language}`;
}

function showPhone({ id, name, role, url }) {
  if (!shownPhones.has(id)) {
    shownPhones.add(id);
    byId('phones').append(phoneFrame(id, name, url));
  }
  document.querySelector(`[data-phone="${id}"] .phone__role`).textContent = texts[language].roles[role];
}

function phoneFrame(id, name, url) {
  const figure = make('figure', 'phone');
  figure.dataset.phone = id;
  const caption = make('figcaption', 'phone__who');
  const who = make('span', 'phone__name', name);
  caption.append(who, make('span', 'phone__role'));
  const body = make('div', 'phone__body');
  const frame = document.createElement('iframe');
  frame.src = url;
  frame.title = name;
  body.append(frame);
  figure.append(caption, body);
  return figure;
}

function candidateItem(candidate) {
  const item = document.createElement('li');
  const button = make('button', 'people__person', candidate.name);
  button.type = 'button';
  const about = [texts[language].roles[candidate.role], candidate.about].filter(Boolean).join(' · ');
  button.append(make('span', 'people__about', about));
  button.addEventListener('click', () => addPhone(candidate.key));
  item.append(button);
  return item;
}

async function addPhone(key) {
  const error = byId('people-error');
  error.hidden = true;
  try {
    const response = await fetch('/api/phones', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const { id } = await response.json();
    await refresh();
    byId('people').close();
    document
      .querySelector(`[data-phone="${id}"]`)
      ?.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
  } catch {
    error.textContent = texts[language].failed;
    error.hidden = false;
  }
}

function note(text) {
  return make('li', 'people__hint', text);
}
