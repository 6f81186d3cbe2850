import multipart from '@fastify/multipart';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refused } from '../site/outcome.ts';
import { type Guards, registerGuards } from './guard-requests.ts';
import { registerAttachmentRoutes } from './platform/attachment-routes.ts';
import { registerCatalogueRoutes } from './platform/catalogue-routes.ts';
import { registerCommentRoutes } from './platform/comment-routes.ts';
import { registerEditScreenRoutes } from './platform/edit-screen-routes.ts';
import { registerIssueRoutes } from './platform/issue-routes.ts';
import { registerPeopleRoutes } from './platform/people-routes.ts';
import { registerPropertyRoutes } from './platform/property-routes.ts';
import { registerCloudSearchRoutes } from './platform/search-cloud-routes.ts';
import { registerDataCenterSearchRoutes } from './platform/search-data-center-routes.ts';
import { registerTransitionRoutes } from './platform/transition-routes.ts';
import { registerWebhookRoutes } from './platform/webhook-routes.ts';
import { refusalBody } from './refuse.ts';
import type { RestContext } from './rest-context.ts';
import { registerCustomerRoutes } from './service-desk/customer-routes.ts';
import { registerDeskRoutes } from './service-desk/desk-routes.ts';
import { registerParticipantRoutes } from './service-desk/participant-routes.ts';
import { registerRequestContentRoutes } from './service-desk/request-content-routes.ts';
import { registerRequestRoutes } from './service-desk/request-routes.ts';

const bodyBytesMax = 1024 * 1024;

/** The REST API of one flavour, not yet listening. */
export function buildServer(context: RestContext, guards: Guards): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 500 },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const refusal = refused(404, `null for uri: ${request.url}`);
    return reply.status(404).send(refusalBody(request.url, refusal));
  });
  // Jira does not mind a type without a body, which clients announce when they delete.
  app.addHook('onRequest', async ({ method, headers }) => {
    if (method === 'DELETE' && (headers['content-length'] ?? '0') === '0' && !headers['transfer-encoding'])
      delete headers['content-type'];
  });
  void app.register(multipart);
  registerGuards(app, guards);

  registerCatalogueRoutes(app, context);
  registerPeopleRoutes(app, context);
  registerIssueRoutes(app, context);
  registerEditScreenRoutes(app, context);
  registerWebhookRoutes(app, context);
  registerTransitionRoutes(app, context);
  registerCommentRoutes(app, context);
  registerPropertyRoutes(app, context);
  registerAttachmentRoutes(app, context);
  if (context.site.flavour === 'cloud') registerCloudSearchRoutes(app, context);
  else registerDataCenterSearchRoutes(app, context);

  registerDeskRoutes(app, context);
  registerCustomerRoutes(app, context);
  registerRequestRoutes(app, context);
  registerRequestContentRoutes(app, context);
  registerParticipantRoutes(app, context);
  return app;
}

/** Fastify's own refusals (malformed JSON, too large, wrong type) in Jira's shape; anything else is a defect of ours. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500)
    process.stderr.write(`jira-simulator: ${request.method} ${request.url} failed: ${error.stack ?? error.message}\n`);
  const message = status >= 500 ? 'Internal server error' : error.message;
  return reply.status(status).send(refusalBody(request.url, refused(400, message)));
}
