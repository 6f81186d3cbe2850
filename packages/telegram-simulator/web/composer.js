/** @import { PhoneState } from '../src/client/phone-state.ts' */
/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { Texts } from './texts.js' */
import { build } from './build-element.js';
import { describeMessage } from './describe-quote.js';
import { icon } from './icons.js';

/**
 * @typedef {object} ComposerActions
 * @property {() => void} start Presses START.
 * @property {() => void} unblock
 * @property {(text: string, replyTo: number | undefined) => void} send
 * @property {(messageId: number, text: string) => void} edit
 * @property {(button: { text: string, requestContact?: boolean }) => void} pressKeyboard
 * @property {(anchor: HTMLElement) => void} openAttach
 * @property {(files: File[]) => void} sendFiles
 */

/** The foot of the phone: writing, the bot's keyboard and commands, or the one button that is left. */
export class Composer {
  #texts;
  #actions;
  #wide = build('button', { type: 'button', class: 'wide' });
  #about = build('div', { class: 'about' });
  #commands = build('div', { class: 'commands', id: 'commands' });
  #commandsButton = build('button', {
    type: 'button',
    class: 'commands-button',
    'aria-expanded': 'false',
    'aria-controls': 'commands',
  });
  #field = build('textarea', { rows: 1, maxlength: 32768, enterkeyhint: 'send' });
  #boardButton = build('button', { type: 'button', class: 'icon-button' });
  #sendButton = build('button', { type: 'button', class: 'icon-button send' });
  #write;
  #board = build('div', { class: 'board', id: 'board' });

  /** @type {ChatMessage | undefined} */
  #replyTo;
  /** @type {ChatMessage | undefined} */
  #editing;
  /** @type {PhoneState['keyboard']} */
  #keyboard = null;
  #boardShown = false;
  /** @type {PhoneState['bot']['commands']} */
  #commandList = [];
  #standing = { opened: false, blocked: false };

  /**
   * @param {HTMLElement} foot
   * @param {Texts} texts
   * @param {ComposerActions} actions
   */
  constructor(foot, texts, actions) {
    this.#texts = texts;
    this.#actions = actions;
    const attach = build(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': texts.attach },
      icon('attach'),
    );
    attach.addEventListener('click', () => actions.openAttach(attach));
    this.#commandsButton.append(icon('menu'), texts.menu);
    this.#commandsButton.setAttribute('aria-label', texts.commands);
    this.#field.setAttribute('aria-label', texts.message);
    this.#sendButton.append(icon('send'));
    this.#write = build(
      'div',
      { class: 'write' },
      this.#commandsButton,
      attach,
      this.#field,
      this.#boardButton,
      this.#sendButton,
    );
    foot.replaceChildren(this.#wide, this.#about, this.#commands, this.#write, this.#board);
    this.#listen();
    this.#render();
  }

  /** @param {{ opened: boolean, blocked: boolean }} standing */
  setStanding(standing) {
    this.#standing = standing;
    this.#render();
  }

  /** @param {PhoneState['keyboard']} keyboard */
  setKeyboard(keyboard) {
    this.#keyboard = keyboard;
    this.#boardShown = keyboard !== null && !keyboard.folded;
    this.#render();
  }

  /** @param {PhoneState['bot']['commands']} commands */
  setCommands(commands) {
    this.#commandList = commands;
    this.#commands.hidden = true;
    this.#render();
  }

  /** @param {ChatMessage} message */
  replyTo(message) {
    this.#replyTo = message;
    this.#editing = undefined;
    this.#render();
    this.#field.focus();
  }

  /** @param {ChatMessage} message */
  edit(message) {
    this.#editing = message;
    this.#replyTo = undefined;
    this.#field.value = message.text || message.caption;
    this.#render();
    this.#field.focus();
  }

  /** The message being answered, once. */
  takeReply() {
    const id = this.#replyTo?.id;
    this.#leave();
    return id;
  }

  #listen() {
    this.#wide.addEventListener('click', () => {
      if (this.#standing.blocked && this.#standing.opened) this.#actions.unblock();
      else this.#actions.start();
    });
    this.#field.addEventListener('input', () => this.#render());
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
      if (event.key === 'Escape') this.#leave();
    });
    this.#field.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.#actions.sendFiles(files);
    });
    this.#sendButton.addEventListener('click', () => this.#submit());
    this.#boardButton.addEventListener('click', () => {
      this.#boardShown = !this.#boardShown;
      this.#render();
    });
    this.#commandsButton.addEventListener('click', () => {
      this.#commands.hidden = !this.#commands.hidden;
      this.#commandsButton.setAttribute('aria-expanded', String(!this.#commands.hidden));
      if (!this.#commands.hidden) this.#commands.querySelector('button')?.focus();
    });
    this.#commands.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.#commandsButton.click();
      this.#commandsButton.focus();
    });
  }

  #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    if (this.#editing) this.#actions.edit(this.#editing.id, text);
    else this.#actions.send(text, this.#replyTo?.id);
    this.#field.value = '';
    this.#leave();
  }

  #leave() {
    if (this.#editing) this.#field.value = '';
    this.#replyTo = undefined;
    this.#editing = undefined;
    this.#render();
  }

  #render() {
    const { opened, blocked } = this.#standing;
    const writes = opened && !blocked;
    this.#wide.hidden = writes;
    this.#wide.textContent = blocked ? (opened ? this.#texts.unblock : this.#texts.restart) : this.#texts.start;
    this.#write.hidden = !writes;
    this.#renderAbout(writes);
    this.#renderCommands(writes);
    this.#renderBoard(writes);
    this.#field.placeholder = this.#keyboard?.placeholder || this.#texts.message;
    this.#sendButton.disabled = this.#field.value.trim() === '';
    this.#sendButton.setAttribute('aria-label', this.#editing ? this.#texts.save : this.#texts.send);
    this.#sendButton.replaceChildren(icon(this.#editing ? 'done' : 'send'));
  }

  /** @param {boolean} writes */
  #renderAbout(writes) {
    const message = this.#editing ?? this.#replyTo;
    this.#about.hidden = !writes || !message;
    if (!message) return;
    const close = build(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': this.#texts.cancel, onclick: () => this.#leave() },
      icon('close'),
    );
    const title = this.#editing ? this.#texts.editing : message.senderName;
    const said = describeMessage(message, this.#texts);
    this.#about.replaceChildren(
      icon(this.#editing ? 'edit' : 'reply'),
      build('div', {}, build('b', {}, title), build('span', {}, said)),
      close,
    );
  }

  /** @param {boolean} writes */
  #renderCommands(writes) {
    const available = writes && this.#commandList.length > 0;
    this.#commandsButton.hidden = !available || this.#field.value !== '';
    if (!available) this.#commands.hidden = true;
    if (this.#commands.childElementCount === this.#commandList.length && !this.#commandsChanged()) return;
    this.#commands.replaceChildren(
      ...this.#commandList.map(({ command, description }) =>
        build(
          'button',
          { type: 'button', 'data-command': command, onclick: () => this.#runCommand(command) },
          build('span', {}, description),
          build('code', {}, `/${command}`),
        ),
      ),
    );
  }

  #commandsChanged() {
    const shown = [...this.#commands.children].map((child) => child.textContent);
    return this.#commandList.some(({ command, description }, index) => shown[index] !== `${description}/${command}`);
  }

  /** @param {string} command */
  #runCommand(command) {
    this.#commands.hidden = true;
    this.#commandsButton.setAttribute('aria-expanded', 'false');
    this.#actions.send(`/${command}`, undefined);
    this.#field.focus();
  }

  /** @param {boolean} writes */
  #renderBoard(writes) {
    const keyboard = this.#keyboard;
    const shown = writes && keyboard !== null && this.#boardShown;
    this.#boardButton.hidden = keyboard === null;
    this.#boardButton.classList.toggle('on', shown);
    this.#boardButton.setAttribute('aria-label', shown ? this.#texts.hideKeyboard : this.#texts.showKeyboard);
    if (!this.#boardButton.firstChild) this.#boardButton.append(icon('keyboard'));
    this.#board.hidden = !shown;
    if (!shown || !keyboard) return;
    const labels = JSON.stringify(keyboard.rows);
    if (this.#board.dataset.rows === labels) return;
    this.#board.dataset.rows = labels;
    this.#board.replaceChildren(
      ...keyboard.rows.map((row) =>
        build(
          'div',
          { class: 'board-row' },
          ...row.map((button) =>
            build('button', { type: 'button', onclick: () => this.#actions.pressKeyboard(button) }, button.text),
          ),
        ),
      ),
    );
  }
}
