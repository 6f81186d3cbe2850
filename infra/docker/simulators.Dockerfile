# Telegram and Jira to try Desk with: docker build --file infra/docker/simulators.Dockerfile --tag desk-simulators .

FROM node:24-bookworm-slim AS build
WORKDIR /desk
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/telegram-simulator/package.json packages/telegram-simulator/
COPY packages/jira-simulator/package.json packages/jira-simulator/
COPY packages/tracker-simulator/package.json packages/tracker-simulator/
RUN --mount=type=cache,id=desk-pnpm,target=/pnpm \
    npx --yes pnpm@12 install --prod --frozen-lockfile --ignore-scripts --store-dir /pnpm/store \
      --filter @desk/telegram-simulator --filter @desk/jira-simulator...
COPY packages/telegram-simulator packages/telegram-simulator
COPY packages/jira-simulator packages/jira-simulator
COPY packages/tracker-simulator packages/tracker-simulator

FROM node:24-bookworm-slim
WORKDIR /desk
ENV NODE_ENV=production
COPY --from=build /desk ./
USER node
EXPOSE 8060 8070
CMD ["node", "packages/telegram-simulator/src/main.ts", "--host", "0.0.0.0"]
