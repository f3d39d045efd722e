#!/bin/sh
lp label.pdf
