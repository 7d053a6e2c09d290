// SPDX-License-Identifier: MIT
// Lists the pages of list_pages.cpp with the package `bitbucket` of npm, and prints the same sum. It looks at the same
// members, and keeps its connection as the SDK does.
//
//   node list_pages.cjs ORIGIN PAGES
'use strict';

const http = require('node:http');
const {createRequire} = require('node:module');

// The package is looked up where the script is run, so that it need not be installed in this folder.
const {Bitbucket} = createRequire(`${process.cwd()}/`)('bitbucket');

const [origin, pages] = process.argv.slice(2);

function weigh(grant) {
  let sum = grant.permission.length;
  const {user, repository} = grant;
  // In bytes, as the other sides count.
  if (user) sum += Buffer.byteLength(user.display_name) + user.account_id.length + Object.keys(user.links).length;
  if (repository) sum += repository.full_name.length + Buffer.byteLength(repository.description);
  return sum;
}

async function main() {
  const api = new Bitbucket({
    notice: false,  // which it would print among the results
    baseUrl: `${origin}/2.0`,
    auth: {username: 'mia@example.com', password: 'token'},
    request: {agent: new http.Agent({keepAlive: true})},
  });
  let {data} = await api.workspaces.listPermissionsForRepositories({workspace: `pages-${pages}`, pagelen: 100});
  let sum = 0;
  for (;;) {
    for (const grant of data.values) sum += weigh(grant);
    if (!api.hasNextPage(data)) break;
    ({data} = await api.getNextPage(data));
  }
  console.log(sum);
}

main().then(() => process.exit(0), (failure) => {
  console.error(failure);
  process.exit(1);
});
