// Takes a picture of every page, on a phone and on a desk, by day and by night, into browser/shots/.
// `node browser/shots.mjs --readme` also renews the picture in the README (docs/today.png).

import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { SCHEMES, WIDTHS, openChromium, visit } from './chromium.mjs'
import { openTroth } from './troth.mjs'

const folder = fileURLToPath(new URL('./shots/', import.meta.url))
const readme = fileURLToPath(new URL('../docs/today.png', import.meta.url))
const pages = {
  today: '/',
  people: '/people',
  promises: '/promises',
  review: '/review',
  meetings: '/meetings',
  brief: '/brief',
  repairs: '/repairs',
  concerns: '/concerns',
  contributions: '/contributions',
  circles: '/circles',
  insight: '/insight',
  milestones: '/milestones',
  week: '/week',
  practice: '/practice',
  card: '/practice/listen',
  inbox: '/inbox',
  import: '/import',
  settings: '/settings',
  backups: '/backups',
  reminders: '/reminders',
  history: '/history',
  profile: '/profile',
  more: '/more',
  new: '/new'
}

await mkdir(folder, { recursive: true })
const troth = await openTroth()
const browser = await openChromium()
try {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const { page, close } = await visit(browser, troth.address, { width, scheme })
      await page.goto('/people?q=Ana+Lindqvist')
      const person = await page.getByRole('main').getByRole('link', { name: 'Ana Lindqvist' }).first().getAttribute('href')
      for (const [name, path] of Object.entries({ ...pages, person })) {
        await page.goto(path)
        await page.screenshot({ path: `${folder}${name}-${width}-${scheme}.png`, fullPage: true })
      }
      await close()
    }
  }
  if (process.argv.includes('--readme')) {
    const { page, close } = await visit(browser, troth.address, { width: 1280, scheme: 'light' })
    await page.goto('/')
    await page.screenshot({ path: readme })
    await close()
  }
} finally {
  await browser.close()
  await troth.stop()
}
console.log(`The pictures are in ${folder}`)
