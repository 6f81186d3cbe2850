import type { Messenger, StandingCards, WithdrawCard } from '../../ports/messenger.ts';
import type { Deliver, Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, ShowEffect } from '../../ports/plan.ts';

type EffectOf<Kind extends DeskEffect['kind']> = Extract<DeskEffect, { readonly kind: Kind }>;
type Carry<Kind extends DeskEffect['kind']> = (effect: EffectOf<Kind>, item: OutboxItem) => Promise<Delivery>;

export interface EffectRoutes {
  readonly messenger: Messenger;
  readonly fileTicket: Carry<'file-ticket'>;
  readonly assignInTracker: Carry<'assign-in-tracker'>;
  readonly moveInTracker: Carry<'move-in-tracker'>;
  readonly postComment: Carry<'post-comment'>;
  readonly changeInTracker: Carry<'change-in-tracker'>;
  readonly editComment: Carry<'edit-comment'>;
  readonly cards: StandingCards;
  readonly sendFile: Carry<'send-file'>;
  readonly tellComment: Carry<'tell-comment'>;
  readonly tellSolution: Carry<'tell-solution'>;
  readonly tellNote: Carry<'tell-note'>;
  readonly withdrawComment: Carry<'withdraw-comment'>;
  readonly relayMessage: Carry<'relay-message'>;
  readonly relayEdit: Carry<'relay-edit'>;
  readonly openConsultation: Carry<'open-consultation'>;
  readonly joinConsultation: Carry<'join-consultation'>;
  readonly mirrorChat: Carry<'mirror-chat'>;
  readonly closeChat: Carry<'close-chat'>;
  readonly tellConsultations: Carry<'tell-consultations'>;
  readonly leaveTeam: Carry<'leave-team'>;
  readonly renewSession: Carry<'renew-session'>;
  readonly sendData: Carry<'send-data'>;
  readonly erasePerson: Carry<'erase-person'>;
  readonly endGatewaySession: Carry<'end-gateway-session'>;
}

/** Who carries out which effect. */
export function routeEffects(routes: EffectRoutes): Deliver {
  const { messenger } = routes;
  return async (item) => {
    const { effect, standing } = item;
    switch (effect.kind) {
      case 'show':
        return messenger.show(effect, { keyboardId: item.id, standing, answered: await findAnswered(effect, routes) });
      case 'retire-card':
        return standing === null
          ? { kind: 'shown', messageId: null }
          : messenger.retire(effect.chatId, standing.messageId, effect.pinned ?? false);
      case 'withdraw-card':
        return withdrawAll(effect, routes);
      case 'send-file':
        return routes.sendFile(effect, item);
      case 'delete-message':
        return messenger.remove(effect.chatId, effect.messageId);
      case 'file-ticket':
        return routes.fileTicket(effect, item);
      case 'assign-in-tracker':
        return routes.assignInTracker(effect, item);
      case 'move-in-tracker':
        return routes.moveInTracker(effect, item);
      case 'post-comment':
        return routes.postComment(effect, item);
      case 'change-in-tracker':
        return routes.changeInTracker(effect, item);
      case 'edit-comment':
        return routes.editComment(effect, item);
      case 'tell-comment':
        return routes.tellComment(effect, item);
      case 'tell-solution':
        return routes.tellSolution(effect, item);
      case 'tell-note':
        return routes.tellNote(effect, item);
      case 'withdraw-comment':
        return routes.withdrawComment(effect, item);
      case 'relay-message':
      case 'relay-edit':
      case 'open-consultation':
      case 'join-consultation':
      case 'mirror-chat':
      case 'close-chat':
      case 'tell-consultations':
        return carryOfConsultation(effect, item, routes);
      case 'leave-team':
      case 'send-data':
      case 'erase-person':
      case 'renew-session':
      case 'end-gateway-session':
        return carryOfPerson(effect, item, routes);
    }
  };
}

type ConsultationEffect = EffectOf<
  | 'relay-message'
  | 'relay-edit'
  | 'open-consultation'
  | 'join-consultation'
  | 'mirror-chat'
  | 'close-chat'
  | 'tell-consultations'
>;

function carryOfConsultation(effect: ConsultationEffect, item: OutboxItem, routes: EffectRoutes): Promise<Delivery> {
  switch (effect.kind) {
    case 'relay-message':
      return routes.relayMessage(effect, item);
    case 'relay-edit':
      return routes.relayEdit(effect, item);
    case 'open-consultation':
      return routes.openConsultation(effect, item);
    case 'join-consultation':
      return routes.joinConsultation(effect, item);
    case 'mirror-chat':
      return routes.mirrorChat(effect, item);
    case 'close-chat':
      return routes.closeChat(effect, item);
    case 'tell-consultations':
      return routes.tellConsultations(effect, item);
  }
}

type PersonEffect = EffectOf<'leave-team' | 'send-data' | 'erase-person' | 'renew-session' | 'end-gateway-session'>;

function carryOfPerson(effect: PersonEffect, item: OutboxItem, routes: EffectRoutes): Promise<Delivery> {
  switch (effect.kind) {
    case 'leave-team':
      return routes.leaveTeam(effect, item);
    case 'send-data':
      return routes.sendData(effect, item);
    case 'erase-person':
      return routes.erasePerson(effect, item);
    case 'renew-session':
      return routes.renewSession(effect, item);
    case 'end-gateway-session':
      return routes.endGatewaySession(effect, item);
  }
}

/** The card itself comes before those whose names go on from its own. */
async function findAnswered({ chatId, answers }: ShowEffect, { cards }: Pick<EffectRoutes, 'cards'>) {
  return answers === undefined ? undefined : (await cards.listUnder(chatId, answers))[0];
}

/** Each is safe to remove twice: whatever fails is done again as a whole. */
async function withdrawAll(
  effect: WithdrawCard,
  { messenger, cards }: Pick<EffectRoutes, 'messenger' | 'cards'>,
): Promise<Delivery> {
  for (const { messageId } of await cards.listUnder(effect.chatId, effect.card)) {
    const withdrawn = await messenger.withdraw(effect, messageId);
    if (withdrawn.kind !== 'shown') return withdrawn;
  }
  return { kind: 'shown', messageId: null };
}
