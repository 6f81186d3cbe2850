import type { Route, StaffRoutes } from '../../src/use-cases/routes.ts';

/** For tests that are about employees alone: whatever specialists say is a defect of the test. */
export function noStaffRoutes(): StaffRoutes {
  const route: Route<unknown> = {
    needs: 'specialist',
    answer: async () => {
      throw new Error('No specialist speaks in this test.');
    },
  };
  return {
    commands: { report: route },
    menu: {
      assigned: route,
      duty: route,
      unassigned: route,
      oldest: route,
      'who-is-on': route,
      report: route,
      consultations: route,
      'own-figures': route,
    },
    actions: {
      'take-ticket': route,
      'take-free-ticket': route,
      'decline-ticket': route,
      'why-me': route,
      'open-note': route,
      'assigned-list': route,
      'unassigned-list': route,
      'team-list': route,
      'on-shift-list': route,
      reassign: route,
      'reassign-to': route,
      'set-duty': route,
      'set-off-shift': route,
      report: route,
      'report-file': route,
      'accept-offer': route,
      'decline-offer': route,
      'take-over-ticket': route,
      'consultation-list': route,
      'open-consultation': route,
      'raise-request': route,
      'close-consultation': route,
      'own-figures': route,
      confirmations: route,
      'judge-confirmation': route,
    },
  };
}
