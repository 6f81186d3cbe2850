import type { Language } from '@desk/domain';
import type { Screen } from '../../../ports/screen.ts';
import { createCalendar } from './calendar.ts';
import { confirmationRenderers } from './render-confirmation.ts';
import { lineRenderers } from './render-consultation.ts';
import { dialogueRenderers } from './render-dialogue.ts';
import { doorRenderers } from './render-door.ts';
import { filingRenderers } from './render-filing.ts';
import { noticeRenderers } from './render-notice.ts';
import { privacyRenderers } from './render-privacy.ts';
import { staffRenderers } from './render-staff.ts';
import { ticketRenderers } from './render-ticket.ts';
import { writingRenderers } from './render-writing.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { type RichText, shorten } from './rich-text.ts';
import { createSay, type Say } from './say.ts';
import { createTimes } from './tell-time.ts';

/** Telegram's limit of a message, in UTF-16 units. */
const messageUnitsMax = 4096;

const renderers: Renderers<Screen> = {
  ...doorRenderers,
  ...confirmationRenderers,
  ...privacyRenderers,
  ...filingRenderers,
  ...ticketRenderers,
  ...staffRenderers,
  ...writingRenderers,
  ...lineRenderers,
  ...dialogueRenderers,
  ...noticeRenderers,
};

export interface RendererOptions {
  readonly timeZone: string;
  readonly idleMinutes: number;
  /** What people call the tracker; null where nobody has said it yet. */
  readonly trackerName?: () => string | null;
}

export interface Renderer {
  say(language: Language): Say;
  rendering(language: Language, now: number): Rendering;
  /** The whole text of a screen, cut to what Telegram takes. */
  render(screen: Screen, to: Rendering): RichText;
}

/** Screens and a language in, text with entities out. */
export function createRenderer({ timeZone, idleMinutes, trackerName = () => null }: RendererOptions): Renderer {
  const sayIn = createSay();
  const calendars = { uk: createCalendar('uk', timeZone), en: createCalendar('en', timeZone) };
  return {
    say: (language) => sayIn[language],
    rendering(language, now) {
      const say = sayIn[language];
      const times = createTimes({ calendar: calendars[language], now, say });
      const tracker = trackerName() ?? say('words.tracker').text;
      return { language, say, times, idleMinutes, tracker, title: (text) => text[language] };
    },
    render: (screen, to) => shorten(renderOne(screen, to), messageUnitsMax),
  };
}

function renderOne<Kind extends Screen['kind']>(screen: Extract<Screen, { kind: Kind }>, to: Rendering): RichText {
  const render: Renderers<Screen>[Kind] = renderers[screen.kind as Kind];
  return render(screen, to);
}
