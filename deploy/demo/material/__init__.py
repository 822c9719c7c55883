"""The demo's material: invented goods, photographs of their codes, slides for the attract loop."""

from deploy.demo.material.build import SEED, Material, make
from deploy.demo.material.photos import Photo

__all__ = ["SEED", "Material", "Photo", "make"]
