/** @import { PhoneEvent, PhoneState } from '../src/client/phone-state.ts' */
/** @import { ChatMessage } from '../src/people/chat-message.ts' */
/** @import { PhoneLink } from './phone-link.js' */
import { attachMenu, offerFiles } from './attach.js';
import { find } from './build-element.js';
import { ChatLog } from './chat-log.js';
import { Composer } from './composer.js';
import { ask, fillMenu, showMenuAt, showPhoto, showToast } from './dialogs.js';
import { messageMenu } from './message-menu.js';
import { createStatus, prepareFrame, showBot, showPinned, showScroll, showWelcome } from './phone-frame.js';
import { showPresses } from './presses.js';
import { shareExplanation, textsFor } from './texts.js';

/** One phone; events change it. */
export class Phone {
  #link;
  #person;
  #texts;
  #bot;
  #standing = { opened: false, blocked: false };
  /** @type {number | null} */
  #pinnedMessageId = null;
  #status;
  #presses = showPresses();
  #composer;
  #log;

  /**
   * @param {PhoneLink} link
   * @param {PhoneState} state
   */
  constructor(link, { person, bot }) {
    this.#link = link;
    this.#person = person;
    this.#bot = bot;
    this.#texts = textsFor(person.language);
    this.#status = createStatus(this.#texts);
    this.#composer = this.#createComposer();
    this.#log = this.#createLog();
    prepareFrame(this.#texts, person.language, this.#log, (files) => this.#offer(files));
  }

  /** @param {boolean} connected */
  setConnected(connected) {
    this.#status.setConnected(connected);
  }

  /** @param {PhoneEvent} event */
  take(event) {
    switch (event.kind) {
      case 'state':
        return this.#showState(event.state);
      case 'message':
        if (event.message.from === 'bot') this.#status.setAction(undefined);
        showWelcome(undefined, this.#texts);
        return this.#log.add(event.message);
      case 'changed':
        this.#log.change(event.message);
        return this.#showPinned();
      case 'removed':
        this.#log.remove(event.messageIds);
        return this.#showBot();
      case 'seen':
        return this.#log.markSeen(event.messageId);
      case 'keyboard':
        return this.#composer.setKeyboard(event.keyboard);
      case 'standing':
        return this.#showStanding(event);
      case 'pinned':
        this.#pinnedMessageId = event.pinnedMessageId;
        return this.#showPinned();
      case 'bot':
        this.#bot = event.bot;
        return this.#showBot();
      case 'action':
        return this.#status.setAction(event.action);
      case 'answer':
        return this.#showAnswer(event.answer);
    }
  }

  #createComposer() {
    const composer = new Composer(find('foot', HTMLElement), this.#texts, {
      start: () => this.#do(this.#link.send('start')),
      unblock: () => this.#do(this.#link.send('unblock')),
      send: (text, replyTo) =>
        this.#do(this.#link.send('messages', replyTo === undefined ? { text } : { text, replyTo })),
      edit: (messageId, text) => this.#do(this.#link.send(`messages/${messageId}`, { text }, 'PATCH')),
      pressKeyboard: (button) => this.#do(this.#pressKeyboard(button)),
      openAttach: (anchor) => {
        const menu = find('context-menu', HTMLElement);
        fillMenu(menu, attachMenu(this.#attachOptions()));
        showMenuAt(menu, anchor);
      },
      sendFiles: (files) => this.#offer(files),
    });
    return composer;
  }

  #createLog() {
    const log = new ChatLog({
      log: find('log', HTMLElement),
      onScroll: showScroll,
      context: {
        texts: this.#texts,
        language: this.#person.language,
        fileUrl: this.#link.fileUrl,
        onCommand: (command) => this.#do(this.#link.send('messages', { text: command })),
        onPress: ({ id: messageId }, row, column, key) =>
          this.#do(this.#presses.press(key, this.#link.send('presses', { messageId, row, column }))),
        onMenu: (message, anchor) => this.#openMenu(message, anchor),
        onJump: (messageId) => log.jumpTo(messageId),
        onOpenPhoto: (url) => showPhoto(url, this.#texts),
      },
    });
    return log;
  }

  /** @param {PhoneState} state */
  #showState(state) {
    this.#pinnedMessageId = state.pinnedMessageId;
    this.#bot = state.bot;
    showWelcome(undefined, this.#texts);
    this.#log.show(state.messages);
    this.#composer.setKeyboard(state.keyboard);
    this.#showStanding(state);
    this.#showBot();
    this.#showPinned();
  }

  /** @param {{ opened: boolean, blocked: boolean }} standing */
  #showStanding({ opened, blocked }) {
    const texts = this.#texts;
    this.#standing = { opened, blocked };
    this.#composer.setStanding(this.#standing);
    const run = () => this.#do(blocked ? this.#link.send('unblock') : this.#block());
    fillMenu(find('menu', HTMLElement), [
      { icon: 'block', label: blocked ? texts.unblock : texts.block, danger: !blocked, run },
    ]);
  }

  #showBot() {
    showBot(this.#bot, this.#person.name);
    this.#composer.setCommands(this.#bot.commands);
    showWelcome(this.#log.isEmpty() ? this.#bot : undefined, this.#texts);
  }

  #showPinned() {
    const message = this.#pinnedMessageId === null ? undefined : this.#log.find(this.#pinnedMessageId);
    showPinned(message, this.#texts, () => message && this.#log.jumpTo(message.id));
  }

  /** @param {Extract<PhoneEvent, { kind: 'answer' }>['answer']} answer */
  #showAnswer({ callbackQueryId, text, showAlert }) {
    this.#presses.answered(callbackQueryId);
    if (!text) return;
    if (showAlert) this.#do(ask('', [text], [{ value: '', label: this.#texts.ok }]));
    else showToast(text);
  }

  /**
   * @param {ChatMessage} message
   * @param {HTMLElement} anchor
   */
  #openMenu(message, anchor) {
    const mayWrite = this.#standing.opened && !this.#standing.blocked;
    const items = messageMenu(message, mayWrite, this.#texts, {
      reply: () => this.#composer.replyTo(message),
      edit: () => this.#composer.edit(message),
      copy: (words) => this.#do(this.#copy(words)),
    });
    if (items.length === 0) return;
    const menu = find('context-menu', HTMLElement);
    fillMenu(menu, items);
    showMenuAt(menu, anchor);
  }

  /** @param {{ text: string, requestContact?: boolean }} button */
  async #pressKeyboard({ text, requestContact }) {
    if (requestContact && !(await this.#agreesToShare())) return;
    await this.#link.send('keyboard', { text });
  }

  async #shareOwnContact() {
    if (await this.#agreesToShare()) await this.#link.send('contact');
  }

  async #agreesToShare() {
    const { language, phone } = this.#person;
    const answer = await ask(
      this.#texts.shareTitle,
      [shareExplanation(language, this.#bot.name, phone)],
      [
        { value: '', label: this.#texts.cancel },
        { value: 'share', label: this.#texts.share },
      ],
    );
    return answer === 'share';
  }

  async #block() {
    const answer = await ask(
      `${this.#texts.block}?`,
      [this.#texts.blockQuestion],
      [
        { value: '', label: this.#texts.cancel },
        { value: 'block', label: this.#texts.blockAction, danger: true },
      ],
    );
    if (answer === 'block') await this.#link.send('block');
  }

  /** @param {string} words */
  async #copy(words) {
    await navigator.clipboard.writeText(words);
    showToast(this.#texts.copied);
  }

  /** @param {File[]} files */
  #offer(files) {
    this.#do(offerFiles(files, false, this.#attachOptions()));
  }

  #attachOptions() {
    return {
      link: this.#link,
      texts: this.#texts,
      personId: this.#person.id,
      shareOwnContact: () => this.#shareOwnContact(),
      takeReply: () => this.#composer.takeReply(),
      carryOut: (/** @type {Promise<unknown>} */ work) => this.#do(work),
    };
  }

  /**
   * Carries work out; what goes wrong is said in a toast.
   *
   * @param {Promise<unknown>} work
   */
  #do(work) {
    work.catch((error) => showToast(error instanceof Error && error.message ? error.message : this.#texts.failed));
  }
}
