// Every page, on a phone and on a desk, by day and by night: usable by everybody, nothing cut off, no complaint.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { SCHEMES, WIDTHS } from '../chromium.mjs'
import { ANA, PAGES, journey, pageOf } from './stage.mjs'

journey('every page', stage => {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      it(`is sound at ${width} pixels, ${scheme}`, () => stage.as({ width, scheme }, async (page, complaints) => {
        for (const path of [...PAGES, await pageOf(page, ANA)]) {
          const answer = await page.goto(path)
          assert.equal(answer.status(), 200, `${path} answers`)
          await openEverything(page)
          await isUsableByEverybody(page, path)
          await fitsTheWidth(page, path)
          await hasItsLandmarks(page, path)
          assert.deepEqual(complaints, [], `${path} gives the browser nothing to complain of`)
        }
      }))
    }
  }

  it('can be enlarged to twice the size without being cut off', () => stage.as({ width: 640 }, async page => {
    for (const path of [...PAGES, await pageOf(page, ANA)]) {
      await page.goto(path)
      // Text at 200 % (WCAG 1.4.4), as a reader sets it in the browser.
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
      await fitsTheWidth(page, path)
    }
  }))

  it('says so in words when there is no such page or person', () => stage.as({}, async page => {
    for (const path of ['/no-such-page', '/people/00000000-0000-7000-8000-000000000000', '/people/nonsense']) {
      const answer = await page.goto(path)
      assert.equal(answer.status(), 404, path)
      assert.ok(await page.getByRole('heading', { level: 1 }).textContent(), `${path} has a heading`)
      await isUsableByEverybody(page, path)
    }
  }))
})

/** What is folded away must be sound too. */
const openEverything = page => page.evaluate(() => document.querySelectorAll('details').forEach(part => { part.open = true }))

async function isUsableByEverybody(page, path) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(rule => `${rule.id}: ${rule.help}\n    ${rule.nodes.map(node => `${node.target} ${node.failureSummary}`).join('\n    ')}`)
  assert.deepEqual(found, [], `${path} at ${page.viewportSize().width} pixels is usable by everybody`)
}

async function fitsTheWidth(page, path) {
  const { wide, seen, widest } = await page.evaluate(() => {
    const seen = document.documentElement.clientWidth
    const over = [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > seen + 1)
    return { wide: document.documentElement.scrollWidth, seen, widest: over.slice(-1).map(part => part.outerHTML.slice(0, 120)) }
  })
  assert.ok(wide <= seen, `${path} scrolls sideways: ${wide} pixels on ${seen}; look at ${widest}`)
}

async function hasItsLandmarks(page, path) {
  assert.equal(await page.getByRole('main').count(), 1, `${path} has one main part`)
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${path} has one first heading`)
  assert.match(await page.title(), /Troth/, `${path} has a title that says where one is`)
}
