import { build, find } from './build-element.js';
import { formatPhone, initials, tintClass } from './format-values.js';
import { request } from './phone-link.js';

const LANGUAGE_NAMES = { uk: 'Українська', en: 'English' };

/** @typedef {{ id: number, name: string, phone: string, language: 'uk' | 'en' }} Listed */

const ENGLISH = {
  title: 'Phones',
  subtitle: 'Simulated Telegram for the bot',
  add: 'Add a person',
  name: 'First and last name',
  phone: 'Phone',
  language: 'Language',
  submit: 'Add the phone',
};

// The page is written in Ukrainian; a browser in another language gets English.
if (!navigator.language.startsWith('uk')) {
  document.documentElement.lang = 'en';
  document.title = ENGLISH.title;
  for (const [key, words] of Object.entries(ENGLISH)) {
    const element = document.querySelector(`[data-text="${key}"]`);
    if (element) element.textContent = words;
  }
}

const form = find('add', HTMLFormElement);
const error = find('error', HTMLElement);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  error.hidden = true;
  try {
    const body = JSON.stringify(Object.fromEntries(new FormData(form)));
    await request('/client/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    form.reset();
    await showPeople();
  } catch (cause) {
    error.textContent = cause instanceof Error ? cause.message : String(cause);
    error.hidden = false;
  }
});

await showPeople();

async function showPeople() {
  const { bot, people } = /** @type {{ bot: { name: string, username: string }, people: Listed[] }} */ (
    await request('/client/people', {})
  );
  find('bot', HTMLElement).textContent = `${bot.name} (@${bot.username})`;
  find('list', HTMLElement).replaceChildren(...people.map(showPerson));
}

/** @param {Listed} person */
function showPerson({ id, name, phone, language }) {
  return build(
    'li',
    {},
    build(
      'a',
      { href: `/phone/${id}` },
      build('span', { class: `avatar ${tintClass(id)}`, 'aria-hidden': 'true' }, initials(name)),
      build('span', {}, build('b', {}, name), build('small', {}, formatPhone(phone))),
      build('span', { class: 'language' }, LANGUAGE_NAMES[language]),
    ),
  );
}
