import { texts } from './texts.js';

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const language = asked.get('lang') === 'en' ? 'en' : 'uk';
const words = texts[language];
const tickets = new Map();
let site = { statuses: [], people: [] };
let open = null;

document.documentElement.lang = language;
if (asked.has('theme')) document.documentElement.dataset.theme = asked.get('theme');
for (const element of document.querySelectorAll('[data-text]')) element.textContent = words[element.dataset.text];

byId('close').addEventListener('click', () => byId('ticket').close());
byId('ticket').addEventListener('close', () => {
  open = null;
  location.hash = '';
});
byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  void addComment();
});
addEventListener('hashchange', openFromAddress);

await load();
listen();

async function load() {
  site = await (await fetch('/board/api/site')).json();
  byId('project').textContent = site.projectName;
  byId('down').hidden = !site.isDown;
  byId('internal-choice').hidden = !site.internalComments;
  byId('actor').replaceChildren(...site.people.map(({ id, name }) => new Option(name, id)));
  tickets.clear();
  for (const ticket of await (await fetch('/board/api/work_packages')).json()) tickets.set(ticket.number, ticket);
  showColumns();
  openFromAddress();
  document.documentElement.dataset.ready = '';
}

function listen() {
  const events = new EventSource('/board/api/events');
  events.addEventListener('changed', ({ data }) => {
    const ticket = JSON.parse(data);
    tickets.set(ticket.number, ticket);
    showColumns();
    if (open === ticket.number) showTicket(ticket);
  });
  events.addEventListener('outage', ({ data }) => {
    byId('down').hidden = !JSON.parse(data).isDown;
  });
  // What happened while the line was down is not told again.
  let wasOpen = false;
  events.addEventListener('open', () => {
    if (wasOpen) void load();
    wasOpen = true;
  });
}

function showColumns() {
  byId('columns').replaceChildren(...site.statuses.map(columnOf));
}

function columnOf(status) {
  const inIt = [...tickets.values()].filter((ticket) => ticket.status === status);
  const column = make('section', 'column');
  column.append(make('h2', '', `${status} · ${inIt.length}`));
  if (inIt.length === 0) column.append(make('p', 'empty', words.empty));
  for (const ticket of inIt.toSorted((left, right) => right.updatedAt - left.updatedAt)) column.append(cardOf(ticket));
  return column;
}

function cardOf({ number, subject, assignee, priority }) {
  const card = make('button', 'card');
  card.type = 'button';
  card.append(make('span', 'card__number', `#${number} · ${priority}`), make('span', 'card__subject', subject));
  card.append(make('span', 'card__assignee', assignee?.name ?? words.nobody));
  card.addEventListener('click', () => {
    location.hash = number;
  });
  return card;
}

function openFromAddress() {
  const ticket = tickets.get(decodeURIComponent(location.hash.slice(1)));
  if (!ticket) return;
  open = ticket.number;
  // Whoever has the ticket is who answers, unless somebody else is chosen.
  if (ticket.assignee) byId('actor').value = ticket.assignee.id;
  showTicket(ticket);
  if (!byId('ticket').open) byId('ticket').showModal();
}

function showTicket(ticket) {
  byId('subject').textContent = `#${ticket.number} ${ticket.subject}`;
  byId('description').textContent = plain(ticket.description);
  byId('facts').replaceChildren(
    ...fact(
      words.status,
      choice(
        site.statuses.map((name) => [name, name]),
        ticket.status,
        (status) => ({ kind: 'move', status }),
      ),
    ),
    ...fact(
      words.assignee,
      choice(assignees(), ticket.assignee?.id ?? '', (id) => ({ kind: 'assign', personId: id || null })),
    ),
    ...fact(words.priority, ticket.priority),
    ...(ticket.dueDate ? fact(words.dueDate, ticket.dueDate) : []),
    ...fact(words.author, ticket.author.name),
    ...(ticket.watchers.length > 0 ? fact(words.watchers, ticket.watchers.map(({ name }) => name).join(', ')) : []),
    ...Object.entries(ticket.fields).flatMap(([name, value]) => fact(name, plain(value))),
  );
  byId('files').replaceChildren(...ticket.files.map(fileOf));
  byId('comments').replaceChildren(...ticket.comments.map(commentOf));
}

function assignees() {
  return [['', words.nobody], ...site.people.map(({ id, name }) => [id, name])];
}

function fact(name, value) {
  const shown = make('dd');
  shown.append(value);
  return [make('dt', '', name), shown];
}

function choice(options, chosen, actionOf) {
  const select = make('select');
  for (const [value, label] of options) select.append(new Option(label, value, false, value === chosen));
  select.addEventListener('change', () => void act(actionOf(select.value)));
  return select;
}

function commentOf({ text, internal, author, files, createdAt }) {
  const item = make('li', internal ? 'said said--internal' : 'said');
  const at = new Date(createdAt).toLocaleString(language);
  item.append(make('p', 'said__who', `${author.name} · ${at}${internal ? ` · ${words.internal}` : ''}`));
  item.append(make('p', 'words', plain(text)));
  if (files.length > 0) {
    const list = make('ul', 'files');
    list.append(...files.map(fileOf));
    item.append(list);
  }
  return item;
}

function fileOf({ id, fileName }) {
  const item = make('li');
  const link = make('a', '', fileName);
  link.href = `/board/api/attachments/${id}`;
  item.append(link);
  return item;
}

async function addComment() {
  const text = byId('words').value.trim();
  if (text && (await act({ kind: 'comment', text, internal: byId('internal').checked }))) byId('words').value = '';
}

async function act(action) {
  const response = await fetch('/board/api/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...action, number: open, actorId: byId('actor').value }),
  });
  const problem = response.ok ? '' : (await response.json()).message;
  byId('problem').textContent = problem;
  byId('problem').hidden = response.ok;
  const ticket = tickets.get(open);
  // What was refused is shown as it still is.
  if (!response.ok && ticket) showTicket(ticket);
  return response.ok;
}

/** Markdown's signs aside: the board shows words, not their looks. */
function plain(markdown) {
  return markdown
    .replaceAll(/(?<!\\)<!--[\s\S]*?-->/g, '')
    .replaceAll(/(?<!\\)<img\b[^>]*>/g, '')
    .replaceAll(/(?<!\\)\[(?:\\.|[^\]\\\n])*\]\([^)\s]*\/attachments\/\d+\/content\)/g, '')
    .replaceAll(
      /\\([!-/:-@[-`{-~])|\\(?=\n)|&#(\d{1,3});/g,
      (_, sign, code) => sign ?? (code ? String.fromCharCode(Number(code)) : ''),
    )
    .trim();
}

function make(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
