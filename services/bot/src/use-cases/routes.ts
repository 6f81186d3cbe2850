import type { Action, ActionKind } from '../ports/action.ts';
import type { Plan } from '../ports/plan.ts';
import type { Intent, MenuItem } from './intent.ts';
import type { SignedInTurn, Turn } from './turn.ts';

/** Who may: anyone, whoever is signed in, or someone with at least this role. */
export type Route<Said> =
  | { readonly needs: 'anyone'; readonly answer: (turn: Turn, said: Said) => Promise<Plan> }
  | {
      readonly needs: 'session' | 'specialist' | 'supervisor';
      readonly answer: (turn: SignedInTurn, said: Said) => Promise<Plan>;
    };

export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { readonly kind: Kind }>;
export type ActionOf<Kind extends ActionKind> = Extract<Action, { readonly kind: Kind }>;
export type CommandName = IntentOf<'command'>['command'];
type OtherKind = Exclude<Intent['kind'], 'command' | 'menu' | 'pressed'>;

/** Everything that can be said to the bot, and who answers it: a missing row does not compile. */
export interface Routes {
  readonly commands: { readonly [Name in CommandName]: Route<IntentOf<'command'>> };
  readonly menu: { readonly [Item in MenuItem]: Route<IntentOf<'menu'>> };
  readonly actions: { readonly [Kind in ActionKind]: Route<ActionOf<Kind>> };
  readonly others: { readonly [Kind in OtherKind]: Route<IntentOf<Kind>> };
}

type StaffCommand = 'report';
type StaffItem = Exclude<MenuItem, 'new-ticket' | 'my-tickets' | 'help' | 'settings'>;
type StaffAction =
  | 'take-ticket'
  | 'take-free-ticket'
  | 'decline-ticket'
  | 'why-me'
  | 'open-note'
  | 'assigned-list'
  | 'unassigned-list'
  | 'team-list'
  | 'on-shift-list'
  | 'reassign'
  | 'reassign-to'
  | 'set-duty'
  | 'set-off-shift'
  | 'report'
  | 'report-file'
  | 'accept-offer'
  | 'decline-offer'
  | 'take-over-ticket'
  | 'consultation-list'
  | 'open-consultation'
  | 'raise-request'
  | 'close-consultation'
  | 'own-figures'
  | 'confirmations'
  | 'judge-confirmation';

/** What specialists and supervisors say beyond what every employee does. */
export interface StaffRoutes {
  readonly commands: Pick<Routes['commands'], StaffCommand>;
  readonly menu: Pick<Routes['menu'], StaffItem>;
  readonly actions: Pick<Routes['actions'], StaffAction>;
}

export interface EmployeeRoutes {
  readonly commands: Omit<Routes['commands'], StaffCommand>;
  readonly menu: Omit<Routes['menu'], StaffItem>;
  readonly actions: Omit<Routes['actions'], StaffAction>;
  readonly others: Routes['others'];
}

export function joinRoutes(employee: EmployeeRoutes, staff: StaffRoutes): Routes {
  return {
    commands: { ...employee.commands, ...staff.commands },
    menu: { ...employee.menu, ...staff.menu },
    actions: { ...employee.actions, ...staff.actions },
    others: employee.others,
  };
}

/** A route together with what was said. */
export type BoundRoute =
  | { readonly needs: 'anyone'; readonly answer: (turn: Turn) => Promise<Plan> }
  | {
      readonly needs: 'session' | 'specialist' | 'supervisor';
      readonly answer: (turn: SignedInTurn) => Promise<Plan>;
    };

export function findRoute(routes: Routes, intent: Intent): BoundRoute {
  switch (intent.kind) {
    case 'command':
      return bind(routes.commands[intent.command], intent);
    case 'menu':
      return bind(routes.menu[intent.item], intent);
    case 'pressed':
      return bindAction(routes.actions, intent.action.kind, intent.action);
    default:
      return bindOther(routes.others, intent.kind, intent);
  }
}

function bindAction<Kind extends ActionKind>(
  actions: { readonly [K in ActionKind]: Route<ActionOf<K>> },
  kind: Kind,
  action: ActionOf<Kind>,
): BoundRoute {
  const route: Route<ActionOf<Kind>> = actions[kind];
  return bind(route, action);
}

function bindOther<Kind extends OtherKind>(
  others: { readonly [K in OtherKind]: Route<IntentOf<K>> },
  kind: Kind,
  intent: IntentOf<Kind>,
): BoundRoute {
  const route: Route<IntentOf<Kind>> = others[kind];
  return bind(route, intent);
}

function bind<Said>(route: Route<Said>, said: Said): BoundRoute {
  if (route.needs === 'anyone') return { needs: route.needs, answer: (turn) => route.answer(turn, said) };
  return { needs: route.needs, answer: (turn) => route.answer(turn, said) };
}
