import type { Language, Localised } from '@desk/domain';
import type { RichText } from './rich-text.ts';
import type { Say } from './say.ts';
import type { Times } from './tell-time.ts';

/** What a screen is rendered with: one language, one moment. */
export interface Rendering {
  readonly language: Language;
  readonly say: Say;
  readonly times: Times;
  /** After how many minutes without activity a session ends. */
  readonly idleMinutes: number;
  /** What people call the tracker, as it stands after *in*. */
  readonly tracker: string;
  title(text: Localised): string;
}

/** One renderer a kind of screen: a kind without one does not compile. */
export type Renderers<Screens extends { readonly kind: string }> = {
  readonly [Kind in Screens['kind']]: (screen: Extract<Screens, { readonly kind: Kind }>, to: Rendering) => RichText;
};
