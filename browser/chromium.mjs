// The system's Chromium, kept from every network but this machine, and pages in it as a person would have them:
// on a phone or a desk, by day or by night, with or without script.

import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [process.env.TROTH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const WIDTHS = [390, 1280]
export const SCHEMES = ['light', 'dark']

export function whereChromiumIs() {
  return places.find(place => place && existsSync(place))
}

export function openChromium() {
  return chromium.launch({
    executablePath: whereChromiumIs(),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'
    ]
  })
}

/**
 * A fresh visitor. `complaints` gathers what the browser complained of: errors in the console, failed requests,
 * and every request that left for another address than Troth's.
 */
export async function visit(browser, address, { width = 1280, scheme = 'light', script = true } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC'
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`script: ${error.message}`))
  page.on('requestfailed', request => complaints.push(`failed: ${request.url()}`))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${address}/`) && !url.startsWith('data:')) complaints.push(`left the machine: ${url}`)
  })
  return { page, complaints, close: () => context.close() }
}
