import { act, fetchCards, fetchIssue, fetchSite, listen, Refused } from './api.js';
import { showBoard } from './board-view.js';
import { element, fill } from './element.js';
import { formatAge } from './format.js';
import { makeHeader } from './header.js';
import { makeIssuePanel } from './issue-panel.js';
import { chooseLanguage, chooseTheme, lendActor, preferences } from './preferences.js';
import { makeRequestForm } from './request-form.js';
import { speakOf, words } from './words.js';

/** @import { Issue } from './types.js' */

const toastMs = 6_000;
const agesMs = 30_000;

const site = await fetchSite();
speakOf(site.tracker);
/** @type {Map<string, import('./types.js').Card>} */
const cards = new Map();
/** @type {Map<string, import('./types.js').Card | null>} What was heard while all cards were asked for; null: gone. */
const heard = new Map();
const state = { filter: '', isDown: site.isDown, isLost: false };
/** @type {{ key: string, panel: ReturnType<typeof makeIssuePanel>, isShown: boolean } | undefined} */
let opened;
let isRaising = false;
/** @type {string | undefined} */
let highlight;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer;

const header = element('div');
const banner = element('div', { className: 'banners', role: 'status' });
const board = element('main', { className: 'board' });
const side = element('div', { className: 'side' });
const toast = element('div', { className: 'toast', role: 'alert', hidden: true });

start();

function start() {
  if (!isAgent(preferences.actorId)) lendActor(site.agents[0]?.id ?? '');
  document.documentElement.classList.toggle('is-embedded', preferences.isEmbedded);
  document.getElementById('page')?.append(header, banner, element('div', { className: 'stage' }, board, side), toast);
  dress();
  addEventListener('hashchange', () => void openFromAddress());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && (opened || isRaising)) closeIssue();
  });
  setInterval(refreshAges, agesMs);
  listen({
    onCard(card) {
      cards.set(card.key, card);
      heard.set(card.key, card);
      highlight = card.key;
      drawBoard();
      if (opened?.key === card.key) void reloadIssue(card.key);
    },
    onGone(key) {
      cards.delete(key);
      heard.set(key, null);
      drawBoard();
      if (opened?.key === key) closeIssue();
    },
    onOutage(isDown) {
      state.isDown = isDown;
      drawBanner();
    },
    onConnected: () => void reload(),
    onLost() {
      state.isLost = true;
      drawBanner();
    },
  });
}

/** Everything that depends on language or theme. */
function dress() {
  document.documentElement.lang = preferences.language;
  document.documentElement.dataset.theme = preferences.theme;
  document.title = `${site.projectName ?? site.projectKey} · ${words().title}`;
  drawHeader();
  drawBanner();
  drawBoard();
}

function drawHeader() {
  if (preferences.isEmbedded) return;
  fill(
    header,
    makeHeader({ site, filter: state.filter, onFilter: filterBy, onLanguage: switchLanguage, onTheme: switchTheme }),
  );
}

/** After connecting, and again after a break: whatever was missed. */
async function reload() {
  heard.clear();
  const [about, all] = await Promise.all([fetchSite(), fetchCards()]);
  state.isLost = false;
  state.isDown = about.isDown;
  cards.clear();
  for (const card of all) cards.set(card.key, card);
  // The answer may be older than what was told meanwhile.
  for (const [key, card] of heard) {
    if (card) cards.set(key, card);
    else cards.delete(key);
  }
  highlight = undefined;
  drawBanner();
  drawBoard();
  document.documentElement.dataset.ready = 'true';
  await openFromAddress();
}

function drawBoard() {
  showBoard(board, {
    site,
    cards: [...cards.values()],
    filter: state.filter,
    openKey: opened?.key,
    highlight,
    onNew: openForm,
  });
}

function drawBanner() {
  fill(
    banner,
    state.isLost && element('p', { className: 'banner banner-lost' }, words().offline),
    state.isDown && element('p', { className: 'banner banner-down' }, words().down),
  );
}

async function openFromAddress() {
  const key = decodeURIComponent(location.hash.slice(1));
  if (key === '') return isRaising ? undefined : closeIssue();
  isRaising = false;
  if (opened?.key !== key) {
    opened = { key, panel: makeIssuePanel({ key, site, onClose: closeIssue, perform }), isShown: false };
    fill(side, opened.panel.node);
    document.documentElement.classList.add('is-open');
  }
  drawBoard();
  board.querySelector('.card-open')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  await reloadIssue(key);
}

/** @param {string} key */
async function reloadIssue(key) {
  try {
    const issue = await fetchIssue(key);
    if (opened?.key !== key) return;
    if (!opened.isShown) actAsHolder(issue);
    opened.isShown = true;
    opened.panel.show(issue);
  } catch (error) {
    if (error instanceof Refused) closeIssue();
    report(error);
  }
}

/**
 * Whoever has the issue is who answers, unless somebody was chosen.
 *
 * @param {Issue} issue
 */
function actAsHolder({ assignee }) {
  if (preferences.hasChosenActor) return;
  lendActor(assignee && isAgent(assignee.id) ? assignee.id : (site.agents[0]?.id ?? ''));
  drawHeader();
}

/** @param {string} id */
function isAgent(id) {
  return site.agents.some((agent) => agent.id === id);
}

function openForm() {
  closeIssue();
  isRaising = true;
  const form = makeRequestForm({ site, onClose: closeIssue, raise });
  fill(side, form.node);
  document.documentElement.classList.add('is-open');
  form.focus();
}

/**
 * Raises a request at the portal and opens it.
 *
 * @param {Record<string, unknown>} request
 */
async function raise(request) {
  try {
    const { key } = await act({ kind: 'create-issue', ...request });
    location.hash = key;
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

function closeIssue() {
  opened = undefined;
  isRaising = false;
  fill(side);
  document.documentElement.classList.remove('is-open');
  if (location.hash !== '') history.replaceState(null, '', `${location.pathname}${location.search}`);
  drawBoard();
}

/**
 * Carries out an action and shows its result; a refusal is told, and what was tried is undone on the screen.
 *
 * @param {Promise<Issue>} work
 */
async function perform(work) {
  try {
    const issue = await work;
    if (opened?.key === issue.key) opened.panel.show(issue);
    return true;
  } catch (error) {
    report(error);
    if (opened) await reloadIssue(opened.key);
    return false;
  }
}

/** @param {unknown} error */
function report(error) {
  toast.textContent = error instanceof Refused ? error.message : words().offline;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, toastMs);
}

/** @param {string} text */
function filterBy(text) {
  state.filter = text;
  drawBoard();
}

function switchLanguage() {
  chooseLanguage(preferences.language === 'uk' ? 'en' : 'uk');
  redress();
}

function switchTheme() {
  chooseTheme(preferences.theme === 'dark' ? 'light' : 'dark');
  redress();
}

function redress() {
  dress();
  if (!opened) return;
  const { key } = opened;
  opened = undefined;
  location.hash = key;
  void openFromAddress();
}

function refreshAges() {
  for (const time of document.querySelectorAll('time[data-at]')) {
    if (time instanceof HTMLElement) time.textContent = formatAge(Number(time.dataset.at));
  }
}
